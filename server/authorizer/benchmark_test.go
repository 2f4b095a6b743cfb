package authorizer

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/log"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/testkit"
)

func target(api string, request any) *authorization.CallTarget {
	return &authorization.CallTarget{APIName: catalogue.WorkflowService + api, Namespace: "orders", Request: request}
}

func run(b *testing.B, of authorization.Authorizer, claims *authorization.Claims, target *authorization.CallTarget) {
	b.Helper()
	b.ReportAllocs()
	for b.Loop() {
		if result, _ := of.Authorize(b.Context(), claims, target); result.Decision != authorization.DecisionAllow {
			b.Fatal("denied")
		}
	}
}

func BenchmarkDefaultAuthorizer(b *testing.B) {
	claims := &authorization.Claims{Subject: "sam", Namespaces: map[string]authorization.Role{"orders": authorization.RoleWriter}}
	run(b, authorization.NewDefaultAuthorizer(), claims, target("SignalWorkflowExecution", &workflowservice.SignalWorkflowExecutionRequest{}))
}

func BenchmarkCallThatCarriesNothing(b *testing.B) {
	run(b, New(testkit.Judge(b), fixed{examplePolicy(b)}), claimsOf("sam"), target("SignalWorkflowExecution", &workflowservice.SignalWorkflowExecutionRequest{}))
}

func BenchmarkCallThatNamesATaskQueue(b *testing.B) {
	run(b, New(testkit.Judge(b), fixed{examplePolicy(b)}), claimsOf("sam"), target("PollWorkflowTaskQueue", &workflowservice.PollWorkflowTaskQueueRequest{}))
}

func BenchmarkStart(b *testing.B) {
	run(b, New(testkit.Judge(b), fixed{examplePolicy(b)}), claimsOf("sam"), target("StartWorkflowExecution", &workflowservice.StartWorkflowExecutionRequest{}))
}

func BenchmarkCallThatIsLogged(b *testing.B) {
	judge := testkit.Judge(b)
	logs := NewLog(log.NewNoopLogger(), judge.Vocabulary(), settings.DecisionLog{Denied: true, AllowedShare: 1})
	run(b, New(judge, fixed{examplePolicy(b)}, logs), claimsOf("sam"), target("SignalWorkflowExecution", &workflowservice.SignalWorkflowExecutionRequest{}))
}

func BenchmarkOneOfAThousandUsersWithTenRoles(b *testing.B) {
	roles, users, held := testkit.Object{}, testkit.Object{}, []string{}
	for number := range 10 {
		name := fmt.Sprintf("role-%d", number)
		roles[name] = testkit.Object{"allow": []string{"temporal:workflow:list"}, "places": []string{"orders"}}
		held = append(held, name)
	}
	roles["signaler"] = testkit.Object{"allow": []string{"temporal:workflow:signal"}, "places": []string{"orders"}}
	for number := range 1000 {
		users[fmt.Sprintf("user-%d", number)] = testkit.Object{"roles": append(held[:10:10], "signaler"), "places": "*"}
	}
	policy := testkit.Compile(b, testkit.Policy(b, testkit.Object{"roles": roles, "users": users}))
	decides, claims := New(testkit.Judge(b), fixed{policy}), claimsOf("user-500")
	call := target("SignalWorkflowExecution", &workflowservice.SignalWorkflowExecutionRequest{})
	run(b, decides, claims, call)
	b.ReportMetric(percentile(b, decides, claims, call), "p99-ns")
}

// percentile gives the nanoseconds that 99 of 100 decisions take no more than, the clock's own time included.
func percentile(b *testing.B, of authorization.Authorizer, claims *authorization.Claims, target *authorization.CallTarget) float64 {
	b.Helper()
	taken := make([]time.Duration, 100_000)
	for number := range taken {
		started := time.Now()
		if _, err := of.Authorize(b.Context(), claims, target); err != nil {
			b.Fatal(err)
		}
		taken[number] = time.Since(started)
	}
	slices.Sort(taken)
	return float64(taken[len(taken)*99/100].Nanoseconds())
}

func TestDecidingACallThatCarriesNothingAllocatesNothing_G22(t *testing.T) {
	decides := New(testkit.Judge(t), fixed{examplePolicy(t)})
	claims := claimsOf("sam")
	for api, request := range map[string]any{
		"SignalWorkflowExecution": &workflowservice.SignalWorkflowExecutionRequest{},
		"PollWorkflowTaskQueue":   &workflowservice.PollWorkflowTaskQueueRequest{},
	} {
		call := target(api, request)
		if allocations := testing.AllocsPerRun(1000, func() {
			if result, _ := decides.Authorize(t.Context(), claims, call); result.Decision != authorization.DecisionAllow {
				t.Fatal("denied")
			}
		}); allocations != 0 {
			t.Errorf("%s: %v allocations", api, allocations)
		}
	}
}
