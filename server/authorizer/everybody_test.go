package authorizer

import (
	"slices"
	"strings"
	"testing"

	"go.temporal.io/server/common/authorization"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/contents"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/testkit"
)

const admins = "/temporal.server.api.adminservice.v1.AdminService/"

// requestOfCall is an empty request of the API, as the server has it.
func requestOfCall(call *contents.Call) any {
	found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(call.API.Request()))
	if err != nil || call.API.IsHTTP || call.API.IsStreaming {
		return nil
	}
	return found.New().Interface()
}

// allowedOf gives the APIs of which an empty request is let in.
func allowedOf(t *testing.T, policy *decision.Policy, claims *authorization.Claims, namespace string) []string {
	t.Helper()
	judge := testkit.Judge(t)
	decides := New(judge, fixed{policy})
	allowed := []string{}
	for _, call := range judge.Calls() {
		target := &authorization.CallTarget{APIName: call.API.Name, Namespace: namespace, Request: requestOfCall(call)}
		if result, _ := decides.Authorize(t.Context(), claims, target); result.Decision == authorization.DecisionAllow {
			allowed = append(allowed, call.API.Name)
		}
	}
	return allowed
}

// everything is a policy with somebody who holds every permission but the administrator's, and with administrators of one
// Temporal namespace.
func everything(t *testing.T) *decision.Policy {
	t.Helper()
	all := slices.DeleteFunc(testkit.Judge(t).Vocabulary().Names(), func(name string) bool { return name == decision.Admin })
	held := func(role string, places any) testkit.Object {
		return testkit.Object{"roles": []string{role}, "places": places}
	}
	return testkit.Compile(t, testkit.Policy(t, testkit.Object{
		"roles": testkit.Object{
			"admin":      testkit.Object{"allow": []string{decision.Admin}, "places": "*"},
			"everything": testkit.Object{"allow": all, "places": "*"},
			"nothing":    testkit.Object{"allow": all, "places": []string{}},
		},
		"users": testkit.Object{
			"root": held("admin", "*"), "ruler": held("admin", []string{"orders"}),
			"everybody": held("everything", "*"), "local": held("everything", []string{"orders"}), "nobody": held("nothing", "*"),
		},
	}))
}

func TestWhoeverProvesOrHoldsNothingChecksHealth_G01_G10(t *testing.T) {
	open := []string{catalogue.WorkflowService + "GetSystemInfo", "/grpc.health.v1.Health/Check"}
	slices.Sort(open)
	for name, claims := range map[string]*authorization.Claims{
		"no claims": nil, "empty claims": {}, "no identity": {System: authorization.RoleAdmin, Subject: "root"},
		"nobody": {Extensions: &identity.Identity{}}, "a stranger": claimsOf("eve"), "a role in no place": claimsOf("nobody"),
	} {
		for _, namespace := range []string{"orders", "", "temporal-system"} {
			if allowed := allowedOf(t, everything(t), claims, namespace); !slices.Equal(allowed, open) {
				t.Errorf("%s in %q: %v", name, namespace, allowed)
			}
		}
	}
}

// Whoever may do everything calls nothing under a name that is not an API's to the letter, and the log and the figures tell why.
func TestNamesOfNoAPI_G03_G04(t *testing.T) {
	judge := testkit.Judge(t)
	last := &recorded{}
	decides := New(judge, fixed{everything(t)}, last)
	names := []string{"", "/", "//", "SignalWorkflowExecution", signal[1:], signal + "/", "/evil.Service/Check"}
	for _, call := range judge.Calls() {
		of, method, _ := strings.Cut(call.API.Name[1:], "/")
		names = append(names, "/evil.Service/"+method, "/"+of+"/"+method+"s", "/"+of+"/"+method[1:], "/"+of+"."+method,
			strings.ToLower(call.API.Name), call.API.Name+"\x00", " "+call.API.Name, "/"+of+"/"+"New"+method)
	}
	for _, name := range names {
		result, err := decides.Authorize(t.Context(), claimsOf("root"), &authorization.CallTarget{APIName: name, Namespace: "orders"})
		if err != nil || result.Decision != authorization.DecisionDeny || last.record.Decision.Reason != UnknownAPI || last.record.IsKnown {
			t.Errorf("%q: %+v, %v, %+v", name, result, err, last.record)
		}
	}
	if len(names) < 1000 {
		t.Errorf("only %d names", len(names))
	}
}

// Whoever holds every permission in all places is let into no Temporal namespace by naming none; what tells of Temporal
// namespaces is let in, since what it answers is cut.
func TestRequestsWithoutATemporalNamespace_G02(t *testing.T) {
	judge := testkit.Judge(t)
	for _, name := range allowedOf(t, everything(t), claimsOf("everybody"), "") {
		api := judge.Call(name).API
		if !api.IsOfCluster && api.Rule != catalogue.Always && api.Kind == decision.Ordinary {
			t.Errorf("%s is let in without a Temporal namespace", name)
		}
	}
	for _, name := range allowedOf(t, everything(t), claimsOf("local"), "") {
		api := judge.Call(name).API
		if api.Rule != catalogue.Always && api.Kind == decision.Ordinary {
			t.Errorf("%s is let in for whoever is limited to a Temporal namespace", name)
		}
	}
}

func TestTheAdminServiceIsAnAdministratorsEverywhere_G05(t *testing.T) {
	ofAdmins := func(user, namespace string) int {
		count := 0
		for _, name := range allowedOf(t, everything(t), claimsOf(user), namespace) {
			if strings.HasPrefix(name, admins) {
				count++
			}
		}
		return count
	}
	for _, user := range []string{"everybody", "ruler", "local"} {
		for _, namespace := range []string{"orders", "", "temporal-system"} {
			if count := ofAdmins(user, namespace); count > 0 {
				t.Errorf("%s may call %d APIs of the AdminService, in %q", user, count, namespace)
			}
		}
	}
	if count := ofAdmins("root", ""); count < 30 {
		t.Errorf("an administrator may call %d APIs of the AdminService", count)
	}
}
