package authorizer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/headers"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/contract"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/testkit"
)

// level is one of Temporal's default authorizer, with the names that the contract has for it.
type level struct {
	name string
	role authorization.Role
}

var levels = []level{
	{"", authorization.RoleUndefined},
	{"read", authorization.RoleReader},
	{"write", authorization.RoleWriter},
	{"admin", authorization.RoleAdmin},
}

// contractRow is an API of the contract with the lowest level that Temporal's default authorizer lets in.
type contractRow struct {
	API            string `json:"api"`
	Scope          string `json:"scope"`
	NamespaceLevel string `json:"namespaceLevel"`
	SystemLevel    string `json:"systemLevel"`
}

// filled are requests of the calls that are nothing without what they carry.
var filled = map[string]string{
	"ExecuteMultiOperation": `{"operations":[{"startWorkflow":{}},{"updateWorkflow":{}}]}`,
	"StartBatchOperation":   `{"signalOperation":{}}`,
	"TriggerWorkflowRule":   `{"id":"rule"}`,
}

// The levels of Temporal's default authorizer, expressed as roles of a policy, decide as it does: every API, in each
// Temporal namespace, for all claims. Three kinds of calls are decided otherwise, on purpose, and no others.
func TestLevelsAsRolesDecideAsTheDefaultAuthorizer(t *testing.T) {
	rows := contractRows(t)
	decides := New(testkit.Judge(t), fixed{policyOfLevels(t, rows)})
	stock := authorization.NewDefaultAuthorizer()
	differing, cases := map[string]int{}, 0
	for _, system := range levels {
		for _, orders := range levels {
			for _, payments := range levels {
				for _, row := range rows {
					for _, namespace := range []string{"orders", "payments"} {
						target := &authorization.CallTarget{APIName: row.API, Namespace: namespace, Request: filledRequest(t, row.API)}
						if row.Scope == "cluster" {
							target.Namespace = ""
						}
						theirs, err := stock.Authorize(t.Context(), stockClaims(system, orders, payments), target)
						testkit.Must(t, err)
						ours, err := decides.Authorize(t.Context(), groupClaims(system, orders, payments), target)
						testkit.Must(t, err)
						cases++
						if ours.Decision != theirs.Decision {
							isWider := ours.Decision == authorization.DecisionAllow
							differing[fmt.Sprintf("%s, wider %t", row.API[strings.LastIndex(row.API, "/")+1:], isWider)]++
						}
					}
				}
			}
		}
	}
	t.Logf("%d decisions, differing: %v", cases, differing)
	want := []string{
		// What a client asks before anything else is for whoever may do something.
		"GetClusterInfo, wider true", "GetSearchAttributes, wider true",
		// It needs the same permission as sending an update, which read lacks.
		"PollWorkflowExecutionUpdate, wider false",
	}
	for _, one := range want {
		if differing[one] == 0 {
			t.Errorf("%s: not found", one)
		}
		delete(differing, one)
	}
	if len(differing) > 0 || cases < 6720 {
		t.Errorf("of %d decisions these differ: %v", cases, differing)
	}
}

func contractRows(t *testing.T) []contractRow {
	t.Helper()
	text, err := contract.Files.ReadFile("apis-" + headers.ServerVersion + ".json")
	testkit.Must(t, err)
	var table struct {
		APIs []contractRow `json:"apis"`
	}
	testkit.Must(t, json.Unmarshal(text, &table))
	return table.APIs
}

// policyOfLevels has a role and a group for each level in each place: all permissions whose every API is of the level.
func policyOfLevels(t *testing.T, rows []contractRow) *decision.Policy {
	t.Helper()
	roles, groups := testkit.Object{}, testkit.Object{}
	for number, one := range levels[1:] {
		below := levels[1 : number+2]
		add := func(place string, places any, levelOf func(contractRow) string) {
			name := place + "-" + one.name
			roles[name] = testkit.Object{"allow": permissionsUpTo(t, rows, below, levelOf), "places": places}
			groups[name] = testkit.Object{"roles": []string{name}}
		}
		add("system", "*", func(row contractRow) string { return row.SystemLevel })
		for _, namespace := range []string{"orders", "payments"} {
			add(namespace, []string{namespace}, func(row contractRow) string { return row.NamespaceLevel })
		}
	}
	return testkit.Compile(t, testkit.Policy(t, testkit.Object{"roles": roles, "groups": groups}))
}

func permissionsUpTo(t *testing.T, rows []contractRow, below []level, levelOf func(contractRow) string) []string {
	t.Helper()
	of, err := catalogue.Of(headers.ServerVersion)
	testkit.Must(t, err)
	isBelow := func(name string) bool {
		return slices.ContainsFunc(below, func(one level) bool { return one.name == name })
	}
	isGiven := map[string]bool{}
	for _, api := range of.APIs {
		row := rows[slices.IndexFunc(rows, func(row contractRow) bool { return row.API == api.Name })]
		for _, permission := range api.Permissions {
			known, isKnown := isGiven[permission]
			isGiven[permission] = (known || !isKnown) && isBelow(levelOf(row))
		}
	}
	given := []string{}
	for permission, is := range isGiven {
		if is {
			given = append(given, permission)
		}
	}
	return given
}

func stockClaims(system, orders, payments level) *authorization.Claims {
	return &authorization.Claims{
		Subject:    "somebody",
		System:     system.role,
		Namespaces: map[string]authorization.Role{"orders": orders.role, "payments": payments.role},
	}
}

func groupClaims(system, orders, payments level) *authorization.Claims {
	groups := []string{"system-" + system.name, "orders-" + orders.name, "payments-" + payments.name}
	return &authorization.Claims{Subject: "somebody", Extensions: &identity.Identity{Caller: decision.Caller{Groups: groups}}}
}

// filledRequest is the smallest request that a call of the API can have; nil where the authorizer sees none.
func filledRequest(t *testing.T, api string) any {
	t.Helper()
	service, method, _ := strings.Cut(strings.TrimPrefix(api, "/"), "/")
	name := service[:strings.LastIndex(service, ".")+1] + method + "Request"
	found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(name))
	if err != nil {
		return nil
	}
	var message proto.Message = found.New().Interface()
	if text, isFilled := filled[method]; isFilled {
		testkit.Must(t, protojson.Unmarshal([]byte(text), message))
	}
	return message
}
