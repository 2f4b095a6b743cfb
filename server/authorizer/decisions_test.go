package authorizer

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/headers"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/testkit"
)

// decisionFile is a file of contract/decisions, and of testdata.
type decisionFile struct {
	Policies map[string]json.RawMessage `json:"policies"`
	Cases    []decisionCase             `json:"cases"`
}

type decisionCase struct {
	Policy string `json:"policy"`
	Caller struct {
		User    string   `json:"user"`
		Service string   `json:"service"`
		Groups  []string `json:"groups"`
	} `json:"caller"`
	Call struct {
		API               string          `json:"api"`
		TemporalNamespace string          `json:"temporalNamespace"`
		Request           json.RawMessage `json:"request"`
		RequestType       string          `json:"requestType"`
	} `json:"call"`
	At      int64           `json:"at"`
	Allowed bool            `json:"allowed"`
	Reason  decision.Reason `json:"reason"`
}

// fixed is a policy that never changes.
type fixed struct{ policy *decision.Policy }

func (f fixed) Current() *decision.Policy { return f.policy }

// recorded keeps the last decision.
type recorded struct{ record Record }

func (r *recorded) Record(record *Record) { r.record = *record }

func TestDecisionsOfTheContract_G18_G23(t *testing.T) {
	shared, err := filepath.Glob("../../contract/decisions/*.json")
	testkit.Must(t, err)
	if drawn := os.Getenv("DRAWN_DECISIONS"); drawn != "" { // by contract/draw-decisions.ts
		shared = append(shared, drawn)
	}
	for _, path := range append(shared, "testdata/decisions.json") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			testkit.Must(t, err)
			var file decisionFile
			testkit.Must(t, json.Unmarshal(text, &file))
			runCases(t, file)
		})
	}
}

func runCases(t *testing.T, file decisionFile) {
	judge := testkit.Judge(t)
	policies, policyServers := map[string]*decision.Policy{}, map[string]string{}
	for name, text := range file.Policies {
		document, err := decision.Decode(text)
		testkit.Must(t, err)
		policies[name], err = decision.Compile(document, judge.Vocabulary())
		testkit.Must(t, err)
		policyServers[name] = document.Server
	}
	if len(file.Cases) == 0 {
		t.Error("there are no cases")
	}
	for number, one := range file.Cases {
		policy := policies[one.Policy]
		if policy == nil {
			t.Fatalf("case %d: there is no policy %q", number, one.Policy)
		}
		last := &recorded{}
		decides := New(judge, fixed{policy}, last)
		decides.now = func() int64 { return one.At }
		claims := &authorization.Claims{Extensions: &identity.Identity{
			Caller: decision.Caller{User: one.Caller.User, Service: one.Caller.Service, Groups: one.Caller.Groups},
		}}
		result, err := decides.Authorize(t.Context(), claims, &authorization.CallTarget{
			APIName: one.Call.API, Namespace: one.Call.TemporalNamespace, Request: requestOf(t, decides, policyServers[one.Policy], number, one),
		})
		if err != nil || result.Reason != "" {
			t.Errorf("case %d tells whoever calls: %v, %q", number, err, result.Reason)
		}
		allowed := result.Decision == authorization.DecisionAllow
		reason := last.record.Decision.Reason
		if isOlderServer(policyServers[one.Policy]) {
			// It lacks APIs and fields, and is never more open for that.
			if allowed && !one.Allowed {
				t.Errorf("case %d: %s for %+v is allowed by an older server", number, one.Call.API, one.Caller)
			}
			continue
		}
		if allowed != one.Allowed || !allowed && one.Reason != "" && reason != one.Reason {
			t.Errorf("case %d: %s for %+v: allowed %t by reason %s, not %t by %s", number, one.Call.API, one.Caller, allowed, reason, one.Allowed, one.Reason)
		}
	}
}

// requestOf makes the request of a case. One that is absent is of no known contents: none where these count, and an empty
// one where they do not, since the server never calls without.
func requestOf(t *testing.T, decides *Authorizer, server string, number int, one decisionCase) any {
	t.Helper()
	call := decides.judge.Call(one.Call.API)
	if call == nil || call.API.Rule != catalogue.ByPermissions || call.API.IsHTTP || one.Call.Request == nil && (call.API.IsStreaming || call.CountsContents()) {
		return nil
	}
	name := one.Call.RequestType
	if name == "" {
		name = call.API.Request()
	}
	found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(name))
	if err != nil {
		if one.Call.Request != nil {
			t.Fatalf("case %d: %v", number, err)
		}
		return nil
	}
	message := found.New().Interface()
	if one.Call.Request != nil {
		reader := protojson.UnmarshalOptions{DiscardUnknown: isOlderServer(server)}
		if err := reader.Unmarshal(one.Call.Request, message); err != nil {
			t.Fatalf("case %d: %v", number, err)
		}
	}
	return message
}

func isOlderServer(than string) bool { return headers.ServerVersion != than }
