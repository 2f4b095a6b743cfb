// Package authorizer decides the calls of a Temporal frontend by the policy.
package authorizer

import (
	"context"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/server/common/authorization"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/contents"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/identity"
)

// Reasons beyond those of the decision core.
const (
	// Always: the API lets everybody in.
	Always decision.Reason = "ALWAYS"
	// Internal: the server calls itself.
	Internal decision.Reason = "INTERNAL"
	// UnknownAPI: the server exposes no such API, or lets nobody call it.
	UnknownAPI decision.Reason = "UNKNOWN_API"
	// UnjudgedRequest: the request carries something that nobody has judged.
	UnjudgedRequest decision.Reason = "UNJUDGED_REQUEST"
	// StalePolicy: the policy could not be read for too long.
	StalePolicy decision.Reason = "STALE_POLICY"
	// Failed: deciding failed.
	Failed decision.Reason = "FAILED"
)

// Policies gives the policy that decides; nil where there is none.
type Policies interface {
	Current() *decision.Policy
}

// Record is one decision.
type Record struct {
	// API is the full name that was called, which may be any text.
	API string
	// IsKnown tells that the server exposes it.
	IsKnown   bool
	Namespace string
	Subject   string
	Decision  decision.Decision
}

// Recorder is told of each decision.
type Recorder interface {
	Record(record *Record)
}

// Authorizer is the authorizer of this server.
type Authorizer struct {
	judge     *contents.Judge
	policies  Policies
	recorders []Recorder
	now       decision.Clock
}

var _ authorization.Authorizer = (*Authorizer)(nil)

func systemClock() int64 { return time.Now().UnixMilli() }

// New makes the authorizer.
func New(judge *contents.Judge, policies Policies, recorders ...Recorder) *Authorizer {
	return &Authorizer{judge, policies, recorders, systemClock}
}

// Authorize decides a call. It gives no reason to whoever calls: the decision log has it.
func (a *Authorizer) Authorize(_ context.Context, claims *authorization.Claims, target *authorization.CallTarget) (authorization.Result, error) {
	if target == nil {
		return authorization.Result{Decision: authorization.DecisionDeny}, nil
	}
	decided := a.decide(claims, target)
	if len(a.recorders) > 0 {
		a.record(claims, target, decided)
	}
	if !decided.Allowed {
		return authorization.Result{Decision: authorization.DecisionDeny}, nil
	}
	return authorization.Result{Decision: authorization.DecisionAllow, Principal: principalOf(claims)}, nil
}

func (a *Authorizer) decide(claims *authorization.Claims, target *authorization.CallTarget) (decided decision.Decision) {
	defer func() {
		if recover() != nil {
			decided = decision.Decision{Reason: Failed}
		}
	}()
	call := a.judge.Call(target.APIName)
	if call == nil || call.API.Rule == catalogue.Never {
		return decision.Decision{Reason: UnknownAPI}
	}
	if call.API.Rule == catalogue.Always {
		return decision.Decision{Allowed: true, Reason: Always}
	}
	if IsInternal(claims) {
		return decision.Decision{Allowed: true, Reason: Internal}
	}
	var space [2]decision.Need
	needs, isJudged := call.Needs(target.Namespace, target.Request, space[:0])
	if !isJudged {
		return decision.Decision{Reason: UnjudgedRequest}
	}
	policy := a.policies.Current()
	if policy == nil {
		return decision.Decision{Reason: StalePolicy}
	}
	return policy.Decide(callerOf(claims), call.API.Kind, needs, a.now)
}

// Decide decides one permission in one Temporal namespace, or on the cluster, for whoever has the claims.
func (a *Authorizer) Decide(claims *authorization.Claims, need decision.Need) decision.Decision {
	policy := a.policies.Current()
	if policy == nil {
		return decision.Decision{Reason: StalePolicy}
	}
	return policy.Decide(callerOf(claims), decision.Ordinary, []decision.Need{need}, a.now)
}

// nobody proves nothing.
var nobody decision.Caller

func callerOf(claims *authorization.Claims) *decision.Caller {
	if proven := identity.Of(claims); proven != nil {
		return &proven.Caller
	}
	return &nobody
}

func principalOf(claims *authorization.Claims) *commonpb.Principal {
	if proven := identity.Of(claims); proven != nil {
		return proven.Principal
	}
	if IsInternal(claims) {
		return internalPrincipal
	}
	return nil
}

// internalClaims are those that the linked server's own mapper gives on internal-frontend.
var internalClaims, _ = authorization.NewInternalClaimMapper().GetClaims(nil)

var internalPrincipal = &commonpb.Principal{Type: internalClaims.AuthType, Name: internalClaims.Subject}

// IsInternal tells whether the claims are those that the server's own mapper gives on internal-frontend, where no other
// mapper runs. The mapper of this server gives no role in the system to anybody, and puts an identity into all claims.
func IsInternal(claims *authorization.Claims) bool {
	return claims != nil && claims.System == authorization.RoleAdmin && claims.Extensions == nil && claims.Namespaces == nil &&
		claims.Subject == internalClaims.Subject && claims.AuthType == internalClaims.AuthType
}

// record tells the recorders. What goes wrong there changes no decision.
func (a *Authorizer) record(claims *authorization.Claims, target *authorization.CallTarget, decided decision.Decision) {
	defer func() { _ = recover() }()
	record := &Record{
		API:       target.APIName,
		IsKnown:   a.judge.Call(target.APIName) != nil,
		Namespace: target.Namespace,
		Decision:  decided,
	}
	if claims != nil {
		record.Subject = claims.Subject
	}
	for _, recorder := range a.recorders {
		recorder.Record(record)
	}
}
