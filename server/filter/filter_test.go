package filter

import (
	"context"
	"errors"
	"strings"
	"testing"

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
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/testkit"
)

type fixed struct{ policy *decision.Policy }

func (f fixed) Current() *decision.Policy { return f.policy }

func newTestFilter(t *testing.T) *Filter {
	t.Helper()
	allow := func(places any, permissions ...string) testkit.Object {
		return testkit.Object{"allow": permissions, "places": places}
	}
	judge := testkit.Judge(t)
	policy := testkit.Compile(t, testkit.Policy(t, testkit.Object{
		"roles": testkit.Object{
			"admin":   allow("*", "temporal:admin"),
			"all":     allow("*", "temporal:namespace:*", "temporal:nexus-endpoint:list"),
			"orders":  allow([]string{"orders"}, "temporal:namespace:*", "temporal:nexus-endpoint:list"),
			"never":   testkit.Object{"allow": []string{}, "deny": []string{"temporal:namespace:*", "temporal:nexus-endpoint:*"}, "places": []string{"payments"}},
			"starter": allow("*", "temporal:workflow:start"),
		},
		"services": testkit.Object{
			"root": testkit.Object{"roles": []string{"admin"}}, "all": testkit.Object{"roles": []string{"all"}}, "orders": testkit.Object{"roles": []string{"orders"}},
			"careful": testkit.Object{"roles": []string{"all", "never"}}, "starter": testkit.Object{"roles": []string{"starter"}},
		},
	}))
	made, err := New(authorizer.New(judge, fixed{policy}), judge.Vocabulary())
	testkit.Must(t, err)
	return made
}

func answer(t *testing.T, by, api string, request, given any, failure error) (any, error) {
	t.Helper()
	ctx := t.Context()
	switch by {
	case "internal":
		claims, _ := authorization.NewInternalClaimMapper().GetClaims(nil)
		ctx = context.WithValue(ctx, authorization.MappedClaims, claims)
	case "":
	default:
		claims := &authorization.Claims{Extensions: &identity.Identity{Caller: decision.Caller{Service: by}}}
		ctx = context.WithValue(ctx, authorization.MappedClaims, claims)
	}
	return newTestFilter(t).Intercept(ctx, request, &grpc.UnaryServerInfo{FullMethod: api}, func(context.Context, any) (any, error) {
		return given, failure
	})
}

func described(name string) *workflowservice.DescribeNamespaceResponse {
	return &workflowservice.DescribeNamespaceResponse{NamespaceInfo: &namespacepb.NamespaceInfo{Name: name}}
}

func TestNamespacesAreListedWhereTheyMayBe(t *testing.T) {
	for by, want := range map[string]string{
		"root": "orders payments undeclared", "internal": "orders payments undeclared", "all": "orders payments", "orders": "orders",
		"careful": "orders", "starter": "", "nobody": "", "": "",
	} {
		given := &workflowservice.ListNamespacesResponse{
			NextPageToken: []byte("next"),
			Namespaces:    []*workflowservice.DescribeNamespaceResponse{described("orders"), described("payments"), described("undeclared")},
		}
		got, err := answer(t, by, catalogue.WorkflowService+"ListNamespaces", &workflowservice.ListNamespacesRequest{}, given, nil)
		testkit.Must(t, err)
		names := []string{}
		for _, one := range got.(*workflowservice.ListNamespacesResponse).GetNamespaces() {
			names = append(names, one.GetNamespaceInfo().GetName())
		}
		if strings.Join(names, " ") != want || string(got.(*workflowservice.ListNamespacesResponse).GetNextPageToken()) != "next" {
			t.Errorf("%q sees %v", by, names)
		}
	}
}

func TestEndpointsAreListedByTheirTarget(t *testing.T) {
	worker := func(name, namespace string) *nexuspb.Endpoint {
		return &nexuspb.Endpoint{Id: name, Spec: &nexuspb.EndpointSpec{Target: &nexuspb.EndpointTarget{
			Variant: &nexuspb.EndpointTarget_Worker_{Worker: &nexuspb.EndpointTarget_Worker{Namespace: namespace}},
		}}}
	}
	external := &nexuspb.Endpoint{Id: "external", Spec: &nexuspb.EndpointSpec{Target: &nexuspb.EndpointTarget{
		Variant: &nexuspb.EndpointTarget_External_{External: &nexuspb.EndpointTarget_External{}},
	}}}
	for by, want := range map[string]string{
		"root": "o p u external none", "internal": "o p u external none", "all": "o p u external none", "orders": "o", "careful": "o u external none", "starter": "", "": "",
	} {
		given := &operatorservice.ListNexusEndpointsResponse{Endpoints: []*nexuspb.Endpoint{
			worker("o", "orders"), worker("p", "payments"), worker("u", "undeclared"), external, {Id: "none"},
		}}
		got, err := answer(t, by, catalogue.OperatorService+"ListNexusEndpoints", &operatorservice.ListNexusEndpointsRequest{}, given, nil)
		testkit.Must(t, err)
		ids := []string{}
		for _, one := range got.(*operatorservice.ListNexusEndpointsResponse).GetEndpoints() {
			ids = append(ids, one.GetId())
		}
		if strings.Join(ids, " ") != want {
			t.Errorf("%q sees %v, not %s", by, ids, want)
		}
	}
}

func TestNamespacesAreDescribedByTheNameInTheAnswer(t *testing.T) {
	const denied = authorization.RequestUnauthorized
	byID, byName := &workflowservice.DescribeNamespaceRequest{Id: "an id"}, &workflowservice.DescribeNamespaceRequest{Namespace: "orders"}
	notFound := serviceerror.NewNamespaceNotFound("an id")
	unavailable := errors.New("unavailable")
	for _, one := range []struct {
		by      string
		request any
		given   any
		failure error
		want    string
	}{
		{"orders", byID, described("orders"), nil, ""},
		{"orders", byID, described("payments"), nil, denied},
		{"orders", byName, described("payments"), nil, denied},
		{"orders", byID, described(""), nil, denied},
		{"orders", byID, nil, notFound, denied},
		{"orders", byID, nil, serviceerror.NewNotFound("an id"), denied},
		{"orders", byID, nil, unavailable, unavailable.Error()},
		{"orders", byName, nil, notFound, notFound.Error()},
		{"all", byID, nil, notFound, notFound.Error()},
		{"all", byID, described("undeclared"), nil, denied},
		{"root", byID, described("undeclared"), nil, ""},
		{"internal", byID, described("undeclared"), nil, ""},
		{"", byID, described("orders"), nil, denied},
		{"root", byID, "something else", nil, denied},
		{"root", "something else", described("orders"), nil, denied},
	} {
		got, err := answer(t, one.by, catalogue.WorkflowService+"DescribeNamespace", one.request, one.given, one.failure)
		said := ""
		if err != nil {
			said = err.Error()
		}
		if said != one.want || err == nil && got != one.given {
			t.Errorf("%s for %v: %v, %q", one.by, one.given, got, said)
		}
	}
}

func TestOtherAnswersAreLeftAlone(t *testing.T) {
	got, err := answer(t, "", catalogue.WorkflowService+"GetClusterInfo", nil, "an answer", nil)
	if err != nil || got != "an answer" {
		t.Errorf("%v, %v", got, err)
	}
	failure := errors.New("unavailable")
	for _, api := range []string{catalogue.WorkflowService + "ListNamespaces", catalogue.OperatorService + "ListNexusEndpoints"} {
		if _, err := answer(t, "root", api, nil, nil, failure); !errors.Is(err, failure) {
			t.Errorf("%s: %v", api, err)
		}
		if _, err := answer(t, "root", api, nil, "something else", nil); err == nil {
			t.Errorf("%s: another answer passes", api)
		}
	}
}
