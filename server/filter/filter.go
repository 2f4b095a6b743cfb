// Package filter cuts the answers of the calls that list or describe Temporal namespaces, and what lies in them, to what
// the caller may see.
package filter

import (
	"context"
	"errors"

	namespacepb "go.temporal.io/api/namespace/v1"
	nexuspb "go.temporal.io/api/nexus/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/authorization"
	"google.golang.org/grpc"

	"cdk8s-temporal-auth/server/authorizer"
	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/decision"
)

// Decider decides one permission in one place, for whoever has the claims.
type Decider interface {
	Decide(claims *authorization.Claims, need decision.Need) decision.Decision
}

// Filter cuts answers. It runs behind the authorizer, which lets in whoever may see something.
type Filter struct {
	decider                                       Decider
	listNamespaces, readNamespaces, listEndpoints decision.Permission
}

// New makes the filter.
func New(decider Decider, vocabulary *decision.Vocabulary) (*Filter, error) {
	numbers, err := vocabulary.Numbers([]string{"temporal:namespace:list", "temporal:namespace:read", "temporal:nexus-endpoint:list"})
	if err != nil {
		return nil, err
	}
	return &Filter{decider, numbers[0], numbers[1], numbers[2]}, nil
}

var _ grpc.UnaryServerInterceptor = (*Filter)(nil).Intercept

// errUnauthorized is what the server itself answers to whoever may not call.
var errUnauthorized = serviceerror.NewPermissionDenied(authorization.RequestUnauthorized, "")

// Intercept cuts the answer of a call.
func (f *Filter) Intercept(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	var cut func(caller, any, any, error) (any, error)
	switch info.FullMethod {
	case catalogue.WorkflowService + "ListNamespaces":
		cut = f.namespaces
	case catalogue.WorkflowService + "DescribeNamespace":
		cut = f.namespace
	case catalogue.OperatorService + "ListNexusEndpoints":
		cut = f.endpoints
	default:
		return handler(ctx, request)
	}
	claims, _ := ctx.Value(authorization.MappedClaims).(*authorization.Claims)
	answer, err := handler(ctx, request)
	if authorizer.IsInternal(claims) {
		return answer, err
	}
	return cut(caller{f.decider, claims}, request, answer, err)
}

func (f *Filter) namespaces(by caller, _, answer any, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	given, isKnown := answer.(*workflowservice.ListNamespacesResponse)
	if !isKnown {
		return nil, errUnauthorized
	}
	seen := &workflowservice.ListNamespacesResponse{NextPageToken: given.GetNextPageToken()}
	for _, one := range given.GetNamespaces() {
		if by.holdsIn(f.listNamespaces, one.GetNamespaceInfo()) {
			seen.Namespaces = append(seen.Namespaces, one)
		}
	}
	return seen, nil
}

// namespace judges by the name in the answer: a request by id names none. What does not exist and what the caller may not
// see answer alike.
func (f *Filter) namespace(by caller, request, answer any, err error) (any, error) {
	asked, isKnown := request.(*workflowservice.DescribeNamespaceRequest)
	if !isKnown {
		return nil, errUnauthorized
	}
	if err != nil {
		if asked.GetNamespace() == "" && isNotFound(err) && !by.holds(decision.Need{Permission: f.readNamespaces, Cluster: true}) {
			return nil, errUnauthorized
		}
		return nil, err
	}
	given, isKnown := answer.(*workflowservice.DescribeNamespaceResponse)
	if !isKnown || !by.holdsIn(f.readNamespaces, given.GetNamespaceInfo()) {
		return nil, errUnauthorized
	}
	return given, nil
}

func isNotFound(err error) bool {
	var namespaceNotFound *serviceerror.NamespaceNotFound
	var notFound *serviceerror.NotFound
	return errors.As(err, &namespaceNotFound) || errors.As(err, &notFound)
}

// endpoints are those whose tasks go to a Temporal namespace where the caller holds the permission; whoever holds it
// everywhere sees the others as well, but for Temporal namespaces where it is denied.
func (f *Filter) endpoints(by caller, _, answer any, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	given, isKnown := answer.(*operatorservice.ListNexusEndpointsResponse)
	if !isKnown {
		return nil, errUnauthorized
	}
	holdsAll := by.holds(decision.Need{Permission: f.listEndpoints, Cluster: true})
	seen := &operatorservice.ListNexusEndpointsResponse{NextPageToken: given.GetNextPageToken()}
	for _, one := range given.GetEndpoints() {
		if f.mayList(by, one, holdsAll) {
			seen.Endpoints = append(seen.Endpoints, one)
		}
	}
	return seen, nil
}

func (f *Filter) mayList(by caller, endpoint *nexuspb.Endpoint, holdsAll bool) bool {
	target := endpoint.GetSpec().GetTarget().GetWorker().GetNamespace()
	if target == "" {
		return holdsAll
	}
	decided := by.decide(decision.Need{Permission: f.listEndpoints, Namespace: target})
	return decided.Allowed || holdsAll && decided.Reason == decision.NotGranted
}

// caller is whoever the answer goes to.
type caller struct {
	decider Decider
	claims  *authorization.Claims
}

func (c caller) decide(need decision.Need) decision.Decision { return c.decider.Decide(c.claims, need) }

func (c caller) holds(need decision.Need) bool { return c.decide(need).Allowed }

func (c caller) holdsIn(permission decision.Permission, place *namespacepb.NamespaceInfo) bool {
	return c.holds(decision.Need{Permission: permission, Namespace: place.GetName()})
}
