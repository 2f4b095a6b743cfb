package authorizer

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/testkit"
)

func examplePolicy(t testing.TB) *decision.Policy {
	t.Helper()
	return testkit.Compile(t, testkit.Policy(t, testkit.Object{
		"roles": testkit.Object{
			"admin":    testkit.Object{"allow": []string{"temporal:admin"}, "places": "*"},
			"signaler": testkit.Object{"allow": []string{"temporal:workflow:signal", "temporal:workflow:start", "temporal:task:poll"}, "places": []string{"orders"}},
		},
		"users": testkit.Object{
			"root": testkit.Object{"roles": []string{"admin"}, "places": "*"},
			"sam":  testkit.Object{"roles": []string{"signaler"}, "places": "*"},
		},
	}))
}

func claimsOf(user string) *authorization.Claims {
	return &authorization.Claims{Subject: user, Extensions: &identity.Identity{Caller: decision.Caller{User: user}}}
}

func newInternalClaims() *authorization.Claims {
	claims, _ := authorization.NewInternalClaimMapper().GetClaims(nil)
	return claims
}

const signal = catalogue.WorkflowService + "SignalWorkflowExecution"

func TestInternalFrontendIsAllowed(t *testing.T) {
	decides := New(testkit.Judge(t), fixed{examplePolicy(t)})
	target := &authorization.CallTarget{APIName: signal, Namespace: "payments", Request: &workflowservice.SignalWorkflowExecutionRequest{}}
	allows := func(claims *authorization.Claims) bool {
		result, _ := decides.Authorize(t.Context(), claims, target)
		return result.Decision == authorization.DecisionAllow
	}
	if !allows(newInternalClaims()) {
		t.Error("the server does not serve itself")
	}
	for name, change := range map[string]func(*authorization.Claims){
		"another subject": func(claims *authorization.Claims) { claims.Subject = "intern" },
		"another way":     func(claims *authorization.Claims) { claims.AuthType = "jwt" },
		"an identity":     func(claims *authorization.Claims) { claims.Extensions = &identity.Identity{} },
		"more roles":      func(claims *authorization.Claims) { claims.System |= authorization.RoleReader },
		"no role":         func(claims *authorization.Claims) { claims.System = authorization.RoleUndefined },
		"namespaces":      func(claims *authorization.Claims) { claims.Namespaces = map[string]authorization.Role{} },
	} {
		claims := newInternalClaims()
		change(claims)
		if allows(claims) {
			t.Errorf("claims with %s are taken for the server's own", name)
		}
	}
}

func TestWithoutAPolicyNothingIsAllowed(t *testing.T) {
	last := &recorded{}
	decides := New(testkit.Judge(t), fixed{nil}, last)
	result, _ := decides.Authorize(t.Context(), claimsOf("root"), &authorization.CallTarget{APIName: signal, Namespace: "orders", Request: &workflowservice.SignalWorkflowExecutionRequest{}})
	if result.Decision != authorization.DecisionDeny || last.record.Decision.Reason != StalePolicy {
		t.Errorf("%+v", last.record)
	}
	if decides.Decide(claimsOf("root"), decision.Need{}).Allowed {
		t.Error("answers are not cut")
	}
}

// panicking is what must never happen.
type panicking struct{}

func (panicking) Current() *decision.Policy { panic("no policy") }
func (panicking) Record(*Record)            { panic("no record") }

func TestAPanicDenies_G21(t *testing.T) {
	decides := New(testkit.Judge(t), panicking{}, panicking{})
	result, err := decides.Authorize(t.Context(), claimsOf("root"), &authorization.CallTarget{APIName: signal, Namespace: "orders", Request: &workflowservice.SignalWorkflowExecutionRequest{}})
	if err != nil || result.Decision != authorization.DecisionDeny {
		t.Errorf("%+v, %v", result, err)
	}
	if result, err := decides.Authorize(t.Context(), nil, nil); err != nil || result.Decision != authorization.DecisionDeny {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestWhoIsAllowedIsNamedToTheServer(t *testing.T) {
	decides := New(testkit.Judge(t), fixed{examplePolicy(t)})
	claims := claimsOf("sam")
	identity.Of(claims).Principal = internalPrincipal
	result, _ := decides.Authorize(t.Context(), claims, &authorization.CallTarget{APIName: signal, Namespace: "orders", Request: &workflowservice.SignalWorkflowExecutionRequest{}})
	if result.Principal != internalPrincipal {
		t.Errorf("%v", result.Principal)
	}
}

// Whoever holds nothing gets nothing, and whoever holds everything gets nothing that nobody has
// judged, whatever the call is made of.
func TestForgedCalls_G03_G04_G21_G23(t *testing.T) {
	const calls = 20_000
	judge := testkit.Judge(t)
	random := rand.New(rand.NewPCG(20, 26))
	forger := newForger(random)
	decides := New(judge, fixed{examplePolicy(t)}, NewLog(log.NewNoopLogger(), judge.Vocabulary(), settings.DecisionLog{Denied: true, AllowedShare: 1}))
	for range calls {
		target, isJudged := forger.target(judge.Calls()[random.IntN(len(judge.Calls()))].API)
		claims, isAdmin := forger.claims()
		result, err := decides.Authorize(t.Context(), claims, target)
		if err != nil || result.Reason != "" {
			t.Fatalf("%+v tells: %v, %q", target, err, result.Reason)
		}
		call := judge.Call(target.APIName)
		isHealth := call != nil && call.API.Rule == catalogue.Always
		mayBe := isHealth || isAdmin && call != nil && isJudged
		if result.Decision == authorization.DecisionAllow && !mayBe {
			t.Fatalf("%s in %q with %T is allowed for %+v", target.APIName, target.Namespace, target.Request, claims)
		}
		if isHealth && result.Decision != authorization.DecisionAllow {
			t.Fatalf("%s is denied", target.APIName)
		}
	}
}

type forger struct {
	random   *rand.Rand
	messages []protoreflect.MessageType
}

func newForger(random *rand.Rand) *forger {
	made := &forger{random: random}
	protoregistry.GlobalTypes.RangeMessages(func(found protoreflect.MessageType) bool {
		if strings.HasSuffix(string(found.Descriptor().Name()), "Request") {
			made.messages = append(made.messages, found)
		}
		return true
	})
	return made
}

func (f *forger) target(api catalogue.API) (target *authorization.CallTarget, isJudged bool) {
	target = &authorization.CallTarget{
		APIName:   api.Name,
		Namespace: []string{"", "orders", "payments", "Orders", "*", "temporal-system", "orders ", "оrders"}[f.random.IntN(8)],
	}
	switch f.random.IntN(4) {
	case 0:
		target.APIName = f.mangled(api.Name)
	case 1:
		target.APIName = "/evil.Service" + target.APIName[strings.LastIndex(target.APIName, "/"):]
	}
	found := f.messages[f.random.IntN(len(f.messages))]
	own, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(api.Request()))
	switch f.random.IntN(5) {
	case 0:
	case 1:
		target.Request = found.Zero().Interface()
	case 2:
		target.Request = []any{"text", 7, struct{}{}, &struct{}{}, []byte(nil), (*forger)(nil), (*string)(nil)}[f.random.IntN(7)]
	case 3:
		if err == nil {
			found = own
		}
		fallthrough
	default:
		message := found.New()
		bytes := make([]byte, f.random.IntN(40))
		for index := range bytes {
			bytes[index] = byte(f.random.IntN(256))
		}
		_ = proto.UnmarshalOptions{AllowPartial: true}.Unmarshal(bytes, message.Interface())
		target.Request = message.Interface()
	}
	isOwn := err == nil && reflect.TypeOf(target.Request) == reflect.TypeOf(own.Zero().Interface()) && !reflect.ValueOf(target.Request).IsNil()
	isCarrier := fmt.Sprintf("%T", target.Request) == "*workflowservice.RespondWorkflowTaskCompletedRequest"
	return target, isOwn || isCarrier || api.IsHTTP || api.IsStreaming && target.Request == nil
}

func (f *forger) mangled(name string) string {
	at := f.random.IntN(len(name))
	switch f.random.IntN(5) {
	case 0:
		return name[:at]
	case 1:
		return name[:at] + strings.ToUpper(name[at:])
	case 2:
		return name[:at] + "\x00" + name[at:]
	case 3:
		return name + "/" + name[at:]
	default:
		return ""
	}
}

func (f *forger) claims() (claims *authorization.Claims, isAdmin bool) {
	switch f.random.IntN(7) {
	case 0:
		return nil, false
	case 1:
		return &authorization.Claims{}, false
	case 2:
		return &authorization.Claims{System: authorization.RoleAdmin, Subject: "root"}, false
	case 3:
		return &authorization.Claims{Extensions: (*identity.Identity)(nil), System: authorization.RoleAdmin, Subject: internalClaims.Subject}, false
	case 4:
		return &authorization.Claims{Extensions: identity.Identity{Caller: decision.Caller{User: "root"}}}, false
	case 5:
		return claimsOf([]string{"", "eve", "Root", "root ", "__proto__"}[f.random.IntN(5)]), false
	default:
		return claimsOf("root"), true
	}
}

func TestTheDecisionLog(t *testing.T) {
	judge := testkit.Judge(t)
	lines := func(of settings.DecisionLog, user string) string {
		written := &bytes.Buffer{}
		core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(written), zapcore.DebugLevel)
		decides := New(judge, fixed{examplePolicy(t)}, NewLog(log.NewZapLogger(zap.New(core)), judge.Vocabulary(), of))
		for range 1000 {
			_, _ = decides.Authorize(t.Context(), claimsOf(user), &authorization.CallTarget{APIName: signal, Namespace: "orders", Request: &workflowservice.SignalWorkflowExecutionRequest{}})
		}
		return written.String()
	}
	for _, one := range []struct {
		of          settings.DecisionLog
		user        string
		least, most int
	}{
		{settings.DecisionLog{}, "eve", 0, 0},
		{settings.DecisionLog{}, "sam", 0, 0},
		{settings.DecisionLog{Denied: true}, "eve", 1000, 1000},
		{settings.DecisionLog{Denied: true}, "sam", 0, 0},
		{settings.DecisionLog{Denied: true, AllowedShare: 1}, "sam", 1000, 1000},
		{settings.DecisionLog{Denied: true, AllowedShare: 0.5}, "sam", 400, 600},
	} {
		if count := strings.Count(lines(one.of, one.user), "Policy decision"); count < one.least || count > one.most {
			t.Errorf("%+v for %s: %d lines", one.of, one.user, count)
		}
	}
	all := settings.DecisionLog{Denied: true, AllowedShare: 1}
	allowed, _, _ := strings.Cut(lines(all, "sam"), "\n")
	denied, _, _ := strings.Cut(lines(all, "eve"), "\n")
	for line, wants := range map[string][]string{
		allowed: {`"api":"` + signal + `"`, `"temporal-namespace":"orders"`, `"subject":"sam"`, `"allowed":true`, `"reason":"GRANTED"`, `"role":"signaler"`, `"holder":"user sam"`},
		denied:  {`"subject":"eve"`, `"allowed":false`, `"reason":"NOT_GRANTED"`, `"permission":"temporal:workflow:signal"`},
	} {
		for _, want := range wants {
			if !strings.Contains(line, want) {
				t.Errorf("%s lacks %s", line, want)
			}
		}
	}
}
