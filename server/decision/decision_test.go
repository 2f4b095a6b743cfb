package decision

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const (
	list      = "temporal:workflow:list"
	start     = "temporal:workflow:start"
	terminate = "temporal:workflow:terminate"
	invented  = "temporal:workflow:invented"
)

func newTestVocabulary(t testing.TB) *Vocabulary {
	t.Helper()
	vocabulary, err := NewVocabulary([]string{Admin, list, start, terminate, invented, "temporal:workflows:list", "temporal:cluster:read"})
	if err != nil {
		t.Fatal(err)
	}
	return vocabulary
}

type object = map[string]any

func role(allow []string, places any, others ...object) object {
	made := object{"allow": allow, "places": places}
	for _, other := range others {
		maps.Copy(made, other)
	}
	return made
}

// document is a good policy; changes replace its sections, or take them away where they are nil.
func document(changes object) object {
	policy := object{
		"version":            1,
		"server":             "1.32.2",
		"permissions":        []string{Admin, "temporal:cluster:read", list, start, terminate, "temporal:workflows:list"},
		"temporalNamespaces": []string{"orders", "payments"},
		"roles": object{
			"admin":    role([]string{Admin}, "*"),
			"everyone": role([]string{"temporal:workflow:*"}, "*"),
			"lister":   role([]string{list}, []string{"orders"}),
			"never":    role([]string{}, []string{"orders"}, object{"deny": []string{terminate}}),
			"nowhere":  role([]string{list}, []string{}),
			"typed":    role([]string{start}, "*", object{"workflowTypes": []string{"order"}}),
			"untyped":  role([]string{}, "*", object{"deny": []string{start}, "workflowTypes": []string{"refund"}}),
			"queued":   role([]string{start}, "*", object{"taskQueues": []string{"desk"}}),
		},
		"users": object{
			"everyone": object{"roles": []string{"everyone"}, "places": "*"},
			"limited":  object{"roles": []string{"everyone"}, "places": []string{"orders"}},
			"past":     object{"roles": []string{"everyone"}, "places": "*", "expires": "2020-01-01T00:00:00.000Z"},
			"root":     object{"roles": []string{"admin"}, "places": "*"},
			"halfroot": object{"roles": []string{"admin"}, "places": []string{"orders"}},
			"nowhere":  object{"roles": []string{"nowhere"}, "places": "*"},
		},
		"services":     object{"worker": object{"roles": []string{"lister"}}, "typed": object{"roles": []string{"typed", "untyped"}}},
		"groups":       object{"careful": object{"roles": []string{"never"}}, "queued": object{"roles": []string{"queued"}}},
		"certificates": []object{{"authority": "clients", "uri": "spiffe://here/worker", "service": "worker"}},
	}
	for name, change := range changes {
		policy[name] = change
		if change == nil {
			delete(policy, name)
		}
	}
	return policy
}

func written(t testing.TB, policy any) []byte {
	t.Helper()
	text, err := json.Marshal(policy)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func newTestPolicy(t testing.TB) *Policy {
	t.Helper()
	decoded, err := Decode(written(t, document(nil)))
	if err != nil {
		t.Fatal(err)
	}
	policy, err := Compile(decoded, newTestVocabulary(t))
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func now() int64 { return 1_700_000_000_000 }

func TestDecide_G02_G08_G10_G16(t *testing.T) {
	policy, vocabulary := newTestPolicy(t), newTestVocabulary(t)
	cluster := "(cluster)"
	for _, one := range []struct {
		caller            Caller
		kind              Kind
		permission, where string
		queue, of         string
		want              Reason
		role              string
	}{
		{Caller{User: "everyone"}, Ordinary, list, "orders", "", "", Granted, "everyone"},
		{Caller{User: "everyone"}, Ordinary, list, "undeclared", "", "", NotGranted, ""},
		{Caller{User: "everyone"}, Ordinary, list, "", "", "", NotGranted, ""},
		{Caller{User: "everyone"}, Ordinary, list, cluster, "", "", Granted, "everyone"},
		{Caller{User: "everyone"}, Ordinary, list, "temporal-system", "", "", NotGranted, ""},
		{Caller{User: "everyone"}, Ordinary, list, "Orders", "", "", NotGranted, ""},
		{Caller{User: "Everyone"}, Ordinary, list, "orders", "", "", NotGranted, ""},
		{Caller{User: "nowhere"}, Ordinary, list, "orders", "", "", NotGranted, ""},
		{Caller{User: "nowhere"}, Ordinary, list, cluster, "", "", NotGranted, ""},
		{Caller{User: "everyone"}, Ordinary, invented, "orders", "", "", NotGranted, ""},
		{Caller{User: "everyone"}, Ordinary, "temporal:workflows:list", "orders", "", "", NotGranted, ""},
		{Caller{User: "limited"}, Ordinary, list, "orders", "", "", Granted, "everyone"},
		{Caller{User: "limited"}, Ordinary, list, "payments", "", "", NotGranted, ""},
		{Caller{User: "limited"}, Ordinary, list, cluster, "", "", NotGranted, ""},
		{Caller{User: "past"}, Ordinary, list, "orders", "", "", NotGranted, ""},
		{Caller{User: "root"}, Ordinary, invented, "undeclared", "", "", Granted, "admin"},
		{Caller{User: "root"}, Ordinary, list, "", "", "", Granted, "admin"},
		{Caller{User: "halfroot"}, Ordinary, invented, "orders", "", "", Granted, "admin"},
		{Caller{User: "halfroot"}, Ordinary, list, "payments", "", "", NotGranted, ""},
		{Caller{User: "nowhere"}, Opening, "temporal:cluster:read", cluster, "", "", NotGranted, ""},
		{Caller{User: "limited"}, Opening, "temporal:cluster:read", cluster, "", "", Granted, "everyone"},
		{Caller{User: "limited"}, Filtered, list, cluster, "", "", Granted, "everyone"},
		{Caller{User: "limited"}, Filtered, list, "payments", "", "", NotGranted, ""},
		{Caller{User: "limited"}, Describing, list, "", "", "", Granted, "everyone"},
		{Caller{User: "limited"}, Describing, list, "payments", "", "", NotGranted, ""},
		{Caller{User: "nowhere"}, Filtered, list, cluster, "", "", NotGranted, ""},
		{Caller{Service: "worker"}, Ordinary, list, "orders", "", "", Granted, "lister"},
		{Caller{User: "worker"}, Ordinary, list, "orders", "", "", NotGranted, ""},
		{Caller{CertificateService: "worker"}, Ordinary, list, "orders", "", "", Granted, "lister"},
		{Caller{User: "everyone", Groups: []string{"unknown", "careful"}}, Ordinary, terminate, "orders", "", "", Denied, "never"},
		{Caller{User: "everyone", Groups: []string{"careful"}}, Ordinary, terminate, "payments", "", "", Granted, "everyone"},
		{Caller{User: "root", Groups: []string{"careful"}}, Ordinary, terminate, "orders", "", "", Denied, "never"},
		{Caller{Service: "typed"}, Ordinary, start, "orders", "", "order", Granted, "typed"},
		{Caller{Service: "typed"}, Ordinary, start, "orders", "", "refund", Denied, "untyped"},
		{Caller{Service: "typed"}, Ordinary, start, "orders", "", "", Denied, "untyped"},
		{Caller{Service: "typed"}, Ordinary, start, "orders", "", "other", NotGranted, ""},
		{Caller{Service: "typed"}, Ordinary, start, "elsewhere", "", "refund", Denied, "untyped"},
		{Caller{Groups: []string{"queued"}}, Ordinary, start, "orders", "desk", "", Granted, "queued"},
		{Caller{Groups: []string{"queued"}}, Ordinary, start, "orders", "", "", NotGranted, ""},
		{Caller{}, Opening, list, cluster, "", "", NotGranted, ""},
		{Caller{User: "__proto__", Service: "constructor"}, Ordinary, list, "orders", "", "", NotGranted, ""},
	} {
		numbers, err := vocabulary.Numbers([]string{one.permission})
		if err != nil {
			t.Fatal(err)
		}
		need := Need{Permission: numbers[0], Namespace: one.where, TaskQueue: one.queue, WorkflowType: one.of}
		if one.where == cluster {
			need.Namespace, need.Cluster = "", true
		}
		decided := policy.Decide(&one.caller, one.kind, []Need{need}, now)
		by := ""
		if decided.Grant != nil {
			by = decided.Grant.Role
		}
		if decided.Reason != one.want || decided.Allowed != (one.want == Granted) || by != one.role {
			t.Errorf("%+v: %s by %q", one, decided.Reason, by)
		}
	}
}

func TestAllNeedsMustBeGranted(t *testing.T) {
	policy, vocabulary := newTestPolicy(t), newTestVocabulary(t)
	numbers, _ := vocabulary.Numbers([]string{list, terminate})
	needs := []Need{{Permission: numbers[0], Namespace: "orders"}, {Permission: numbers[1], Namespace: "orders"}}
	if decided := policy.Decide(&Caller{Service: "worker"}, Ordinary, needs, now); decided.Allowed || decided.Need != needs[1] {
		t.Errorf("a part is enough: %+v", decided)
	}
	if decided := policy.Decide(&Caller{User: "everyone"}, Ordinary, needs, now); !decided.Allowed {
		t.Errorf("both are not enough: %+v", decided)
	}
}

func TestPlacesAsBits(t *testing.T) {
	names := []string{}
	for letter := 'a'; letter < 'a'+20; letter++ {
		names = append(names, string(letter))
	}
	for written, want := range map[string]string{"//8P": strings.Join(names, ""), "CQI=": "adj", "AQ==": "a", "AAAI": "t"} {
		decoded, err := Decode(writtenPlaces(t, names, written))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(decoded.Roles["reader"].Places.Names, ""); got != want {
			t.Errorf("%s are %q", written, got)
		}
		if got := strings.Join(decoded.Users["alice"].Places.Names, ""); got != want {
			t.Errorf("%s of a user are %q", written, got)
		}
	}
}

func writtenPlaces(t testing.TB, names []string, bits string) []byte {
	t.Helper()
	places := object{"bits": bits}
	return written(t, document(object{
		"temporalNamespaces": names,
		"roles":              object{"reader": role([]string{list}, places)},
		"users":              object{"alice": object{"roles": []string{"reader"}, "places": places}},
		"services":           object{},
		"groups":             object{},
		"certificates":       []object{},
	}))
}

func TestUsersExpireInTheMoment_G12(t *testing.T) {
	policy, vocabulary := newTestPolicy(t), newTestVocabulary(t)
	numbers, _ := vocabulary.Numbers([]string{list})
	needs := []Need{{Permission: numbers[0], Namespace: "orders"}}
	const moment = 1_577_836_800_000
	if !policy.Decide(&Caller{User: "past"}, Ordinary, needs, func() int64 { return moment - 1 }).Allowed {
		t.Error("a millisecond before, nothing is held")
	}
	if policy.Decide(&Caller{User: "past"}, Ordinary, needs, func() int64 { return moment }).Allowed {
		t.Error("at the moment, something is held")
	}
}

func TestTheOrderOfRolesDecidesNothing_G15(t *testing.T) {
	vocabulary := newTestVocabulary(t)
	numbers, _ := vocabulary.Numbers([]string{list, terminate})
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		names := []string{"a", "b", "c", "d"}
		random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		roles := object{
			names[0]: role([]string{"temporal:workflow:*"}, "*"),
			names[1]: role([]string{}, []string{"orders"}, object{"deny": []string{terminate}}),
			names[2]: role([]string{list}, []string{"payments"}),
			names[3]: role([]string{Admin}, []string{}),
		}
		decoded, err := Decode(written(t, document(object{
			"roles": roles, "users": object{"one": object{"roles": []string{"a", "b", "c", "d"}, "places": "*"}}, "services": object{}, "groups": object{},
		})))
		if err != nil {
			t.Fatal(err)
		}
		policy, err := Compile(decoded, vocabulary)
		if err != nil {
			t.Fatal(err)
		}
		for place, want := range map[string]Reason{"orders": Denied, "payments": Granted} {
			decided := policy.Decide(&Caller{User: "one"}, Ordinary, []Need{{Permission: numbers[1], Namespace: place}}, now)
			if decided.Reason != want {
				t.Fatalf("%v in %s: %s", names, place, decided.Reason)
			}
		}
	}
}

func TestCertificatesStandForServices(t *testing.T) {
	policy := newTestPolicy(t)
	if service, isThere := policy.ServiceOf("clients", "spiffe://here/worker"); !isThere || service != "worker" {
		t.Errorf("%q", service)
	}
	for _, one := range [][2]string{{"others", "spiffe://here/worker"}, {"clients", "spiffe://here/workers"}, {"", ""}} {
		if _, isThere := policy.ServiceOf(one[0], one[1]); isThere {
			t.Errorf("%v stands for something", one)
		}
	}
}

func TestImplies_G06(t *testing.T) {
	for _, one := range []struct {
		held, needed string
		want         bool
	}{
		{Admin, list, true},
		{list, list, true},
		{list, start, false},
		{"temporal:workflow:*", list, true},
		{"temporal:workflow:*", "temporal:workflows:list", false},
		{"temporal:*", list, true},
		{"temporal:w*", list, false},
		{"*", list, false},
		{list, Admin, false},
		{"temporal:workflow:*", Admin, false},
	} {
		if got := implies(one.held, one.needed); got != one.want {
			t.Errorf("%s implies %s: %t", one.held, one.needed, got)
		}
	}
}

func TestDefectsOfPolicies_G06_G14_G19(t *testing.T) {
	with := func(section, name string, value any) object {
		sections := document(nil)[section].(object)
		sections[name] = value
		return document(object{section: sections})
	}
	for name, one := range map[string]struct {
		policy any
		want   string
	}{
		"no text":                       {"policy", "is not an object"},
		"another version":               {document(object{"version": 2}), "reads version 1"},
		"a version that is text":        {document(object{"version": "1"}), "is not a whole number"},
		"an unknown member":             {document(object{"extra": true}), `knows no member "extra"`},
		"a member in another case":      {document(object{"roles": nil, "Roles": object{}}), `knows no member "Roles"`},
		"a member missing":              {document(object{"groups": nil}), `has no member "groups"`},
		"an empty server":               {document(object{"server": ""}), "is empty"},
		"permissions out of order":      {document(object{"permissions": []string{start, list}}), "is not in order"},
		"a permission twice":            {document(object{"permissions": []string{list, list}}), "is not in order"},
		"a permission that is none":     {document(object{"permissions": []string{"temporal:w*"}}), "is no permission"},
		"namespaces out of order":       {document(object{"temporalNamespaces": []string{"payments", "orders"}}), "is not in order"},
		"a role with a prefix":          {with("roles", "x", role([]string{"temporal:w*"}, "*")), "is no permission"},
		"a role with everything":        {with("roles", "x", role([]string{"*"}, "*")), "is no permission"},
		"a role with every resource":    {with("roles", "x", role([]string{"temporal:*"}, "*")), "is no permission"},
		"a role with a star inside":     {with("roles", "x", role([]string{"temporal:*:start"}, "*")), "is no permission"},
		"a role with a misspelt deny":   {with("roles", "x", role([]string{}, "*", object{"deny": []string{"temporal:workflow:terminat"}})), "neither of the policy nor of this server"},
		"a role of an unknown resource": {with("roles", "x", role([]string{"temporal:workfow:*"}, "*")), "neither of the policy nor of this server"},
		"a role with an unknown member": {with("roles", "x", role([]string{}, "*", object{"Deny": []string{}})), "knows no member"},
		"a role without places":         {with("roles", "x", object{"allow": []string{}}), `has no member "places"`},
		"places undeclared":             {with("roles", "x", role([]string{list}, []string{"elsewhere"})), "is not declared"},
		"places that are text":          {with("roles", "x", role([]string{list}, "orders")), `neither "*"`},
		"a star among places":           {with("roles", "x", role([]string{list}, []string{"*"})), "is not declared"},
		"bits beyond what is declared":  {with("roles", "x", role([]string{list}, object{"bits": "BA=="})), "declared Temporal namespaces"},
		"bits with a zero byte":         {with("roles", "x", role([]string{list}, object{"bits": "AwA="})), "declared Temporal namespaces"},
		"bits of nothing":               {with("roles", "x", role([]string{list}, object{"bits": ""})), "is no base64"},
		"bits with a line break":        {with("roles", "x", role([]string{list}, object{"bits": "Aw=\n="})), "is no base64"},
		"bits in loose base64":          {with("roles", "x", role([]string{list}, object{"bits": "Ax=="})), "is no base64"},
		"bits and more":                 {with("roles", "x", role([]string{list}, object{"bits": "Aw==", "names": []string{}})), "knows no member"},
		"places in a list in an object": {with("roles", "x", role([]string{list}, object{})), `has no member "bits"`},
		"scopes that are null":          {with("roles", "x", role([]string{list}, "*", object{"taskQueues": nil})), "is not a list"},
		"a user with an unknown role":   {with("users", "x", object{"roles": []string{"none"}, "places": "*"}), "there is no role"},
		"a user with roles in disorder": {with("users", "x", object{"roles": []string{"lister", "admin"}, "places": "*"}), "is not in order"},
		"a user without places":         {with("users", "x", object{"roles": []string{"lister"}}), `has no member "places"`},
		"a user with a wrong expiry":    {with("users", "x", object{"roles": []string{"lister"}, "places": "*", "expires": "tomorrow"}), "RFC 3339"},
		"a user with a null expiry":     {with("users", "x", object{"roles": []string{"lister"}, "places": "*", "expires": nil}), "is not a text"},
		"a user without a name":         {with("users", "", object{"roles": []string{"lister"}, "places": "*"}), "has no name"},
		"a service with places":         {with("services", "x", object{"roles": []string{"lister"}, "places": "*"}), "knows no member"},
		"a certificate twice": {document(object{"certificates": []object{
			{"authority": "a", "uri": "b", "service": "c"}, {"authority": "a", "uri": "b", "service": "d"},
		}}), "twice"},
		"a certificate of nobody": {document(object{"certificates": []object{{"authority": "a", "uri": "b", "service": ""}}}), "is empty"},
	} {
		decoded, err := Decode(written(t, one.policy))
		if err == nil {
			_, err = Compile(decoded, newTestVocabulary(t))
		}
		if err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A policy that was written for a later server names permissions that this one does not know.
func TestPermissionsOfALaterServerAreNoDefect(t *testing.T) {
	later := "temporal:later:do"
	decoded, err := Decode(written(t, document(object{
		"permissions": []string{Admin, later, list},
		"roles":       object{"one": role([]string{later, list}, "*")},
		"users":       object{"one": object{"roles": []string{"one"}, "places": "*"}}, "services": object{}, "groups": object{},
	})))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Compile(decoded, newTestVocabulary(t)); err != nil {
		t.Error(err)
	}
}

func TestMangledPoliciesNeverPanic_G19(t *testing.T) {
	good := written(t, document(nil))
	random := rand.New(rand.NewPCG(3, 4))
	defects := 0
	for range 5000 {
		text := slices.Clone(good)
		for range 1 + random.IntN(3) {
			at := random.IntN(len(text))
			switch random.IntN(3) {
			case 0:
				text[at] = byte(random.IntN(256))
			case 1:
				text = text[:at+1]
			default:
				text = append(text[:at:at], append(slices.Clone(text[random.IntN(at+1):at]), text[at:]...)...)
			}
		}
		decoded, err := Decode(text)
		if err == nil {
			_, err = Compile(decoded, newTestVocabulary(t))
		}
		if err != nil {
			defects++
		}
	}
	if defects < 3000 {
		t.Errorf("only %d of 5000 are defects", defects)
	}
}

func TestDecidingAllocatesNothing_G22(t *testing.T) {
	policy, vocabulary := newTestPolicy(t), newTestVocabulary(t)
	numbers, _ := vocabulary.Numbers([]string{terminate})
	caller := &Caller{User: "everyone", Service: "everyone", Groups: []string{"a", "b", "careful", "queued"}}
	if allocations := testing.AllocsPerRun(1000, func() {
		policy.Decide(caller, Ordinary, []Need{{Permission: numbers[0], Namespace: "payments"}}, now)
	}); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func ExampleVocabulary() {
	vocabulary, err := NewVocabulary([]string{start, Admin, start})
	fmt.Println(vocabulary.Names(), err)
	// Output: [temporal:admin temporal:workflow:start] <nil>
}
