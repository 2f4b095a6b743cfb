package contents

import (
	"slices"
	"strings"
	"testing"

	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	_ "go.temporal.io/server/api/adminservice/v1"
	"go.temporal.io/server/common/headers"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/decision"
)

func newTestCatalogue(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	of, err := catalogue.Of(headers.ServerVersion)
	if err != nil {
		t.Fatal(err)
	}
	return of
}

func newTestJudge(t testing.TB) *Judge {
	t.Helper()
	judge, err := NewJudge(newTestCatalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	return judge
}

// needsOf writes what a call needs: permission@namespace, then the task queue and the workflow type.
func needsOf(judge *Judge, needs []decision.Need) string {
	texts := []string{}
	for _, need := range needs {
		text := judge.Vocabulary().Name(need.Permission) + "@" + need.Namespace
		if need.Cluster {
			text = judge.Vocabulary().Name(need.Permission) + "@(cluster)"
		}
		if need.TaskQueue != "" {
			text += " on " + need.TaskQueue
		}
		if need.WorkflowType != "" {
			text += " of " + need.WorkflowType
		}
		texts = append(texts, strings.TrimPrefix(text, "temporal:"))
	}
	return strings.Join(texts, ", ")
}

func TestWhatACallNeeds_G17(t *testing.T) {
	judge := newTestJudge(t)
	const unjudged = "unjudged"
	commands := `{"commands": [
		{"startChildWorkflowExecutionCommandAttributes": {"namespace": "payments", "workflowType": {"name": "pay"}, "taskQueue": {"name": "tills"}}},
		{"startChildWorkflowExecutionCommandAttributes": {"namespace": "payments", "workflowType": {"name": "refund"}, "workflowIdReusePolicy": 4}},
		{"startChildWorkflowExecutionCommandAttributes": {"namespace": "orders", "workflowType": {"name": "order"}}},
		{"signalExternalWorkflowExecutionCommandAttributes": {"namespace": "payments"}}
	]}`
	for _, one := range []struct {
		name, api, namespace string
		message              proto.Message
		json, want           string
	}{
		{"a start", "StartWorkflowExecution", "orders", &workflowservice.StartWorkflowExecutionRequest{},
			`{"workflowType": {"name": "order"}, "taskQueue": {"name": "desk"}}`, "workflow:start@orders on desk of order"},
		{"the call's Temporal namespace counts for its own request", "StartWorkflowExecution", "orders", &workflowservice.StartWorkflowExecutionRequest{},
			`{"namespace": "payments"}`, "workflow:start@orders"},
		{"a start that terminates", "StartWorkflowExecution", "orders", &workflowservice.StartWorkflowExecutionRequest{},
			`{"workflowIdConflictPolicy": "WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING"}`, "workflow:start@orders, workflow:terminate@orders"},
		{"a value that nobody has judged", "StartWorkflowExecution", "orders", &workflowservice.StartWorkflowExecutionRequest{},
			`{"workflowIdConflictPolicy": 77}`, unjudged},
		{"the normal queue of a sticky one", "PollWorkflowTaskQueue", "orders", &workflowservice.PollWorkflowTaskQueueRequest{},
			`{"taskQueue": {"name": "host:1", "kind": "TASK_QUEUE_KIND_STICKY", "normalName": "desk"}}`, "task:poll@orders on desk"},
		{"operations in one", "ExecuteMultiOperation", "orders", &workflowservice.ExecuteMultiOperationRequest{},
			`{"operations": [{"startWorkflow": {"workflowType": {"name": "order"}}}, {"updateWorkflow": {"namespace": "payments"}}]}`,
			"workflow:start@orders of order, workflow:update@payments"},
		{"no operation at all", "ExecuteMultiOperation", "orders", &workflowservice.ExecuteMultiOperationRequest{}, `{}`, unjudged},
		{"an operation that nobody knows", "ExecuteMultiOperation", "orders", &workflowservice.ExecuteMultiOperationRequest{}, `{"operations": [{}]}`, unjudged},
		{"a batch without an operation", "StartBatchOperation", "orders", &workflowservice.StartBatchOperationRequest{}, `{}`, unjudged},
		{"an endpoint of the cluster, with a target", "CreateNexusEndpoint", "", &operatorservice.CreateNexusEndpointRequest{},
			`{"spec": {"target": {"worker": {"namespace": "payments"}}}}`, "nexus-endpoint:create@(cluster), nexus-operation:dispatch@payments"},
		{"commands for another Temporal namespace", "StartWorkflowExecution", "payments", &workflowservice.RespondWorkflowTaskCompletedRequest{},
			commands, "workflow:start@payments on tills of pay, workflow:start@payments of refund, workflow:terminate@payments of refund"},
		{"another kind of them", "SignalWorkflowExecution", "payments", &workflowservice.RespondWorkflowTaskCompletedRequest{}, commands, "workflow:signal@payments"},
		{"none of this kind", "RequestCancelWorkflowExecution", "payments", &workflowservice.RespondWorkflowTaskCompletedRequest{}, commands, unjudged},
		{"none for this Temporal namespace", "SignalWorkflowExecution", "orders", &workflowservice.RespondWorkflowTaskCompletedRequest{}, commands, unjudged},
		{"commands under an API that has none", "TerminateWorkflowExecution", "payments", &workflowservice.RespondWorkflowTaskCompletedRequest{}, commands, unjudged},
		{"another API's request", "TerminateWorkflowExecution", "orders", &workflowservice.SignalWorkflowExecutionRequest{}, `{}`, unjudged},
		{"no request", "TerminateWorkflowExecution", "orders", (*workflowservice.TerminateWorkflowExecutionRequest)(nil), "", unjudged},
	} {
		if one.json != "" {
			if err := protojson.Unmarshal([]byte(one.json), one.message); err != nil {
				t.Fatal(one.name, err)
			}
		}
		call := judge.Call(catalogue.WorkflowService + one.api)
		if call == nil {
			call = judge.Call(catalogue.OperatorService + one.api)
		}
		got := unjudged
		if needs, isJudged := call.Needs(one.namespace, one.message, nil); isJudged {
			got = needsOf(judge, needs)
		}
		if got != one.want {
			t.Errorf("%s: needs %s, not %s", one.name, got, one.want)
		}
	}
}

func TestARequestIsThereAndOfTheAPI(t *testing.T) {
	judge := newTestJudge(t)
	stream := judge.Call("/temporal.server.api.adminservice.v1.AdminService/StreamWorkflowReplicationMessages")
	if _, isJudged := stream.Needs("", nil, nil); !isJudged {
		t.Error("a stream, which has no request at first, is not judged")
	}
	dispatch := judge.Call("/temporal.api.nexusservice.v1.NexusService/DispatchNexusTask")
	if needs, isJudged := dispatch.Needs("orders", struct{}{}, nil); !isJudged || needsOf(judge, needs) != "nexus-operation:dispatch@orders" {
		t.Errorf("a call over HTTP needs %s", needsOf(judge, needs))
	}
	signal := judge.Call(catalogue.WorkflowService + "SignalWorkflowExecution")
	for _, request := range []any{nil, "text", 7, struct{}{}, workflowservice.SignalWorkflowExecutionRequest{}, &struct{}{}} {
		if _, isJudged := signal.Needs("orders", request, nil); isJudged {
			t.Errorf("a request of %T is judged", request)
		}
	}
}

// Every rule of the table, one by one, against what the table says in its own words.
func TestEveryRuleOfTheTable(t *testing.T) {
	reviewed, err := readTable()
	if err != nil {
		t.Fatal(err)
	}
	vocabulary, err := decision.NewVocabulary(slices.Concat(newTestCatalogue(t).Permissions, reviewed.permissions()))
	if err != nil {
		t.Fatal(err)
	}
	linker := newLinker(reviewed, vocabulary)
	if err := linker.link(); err != nil {
		t.Fatal(err)
	}
	rules := 0
	for _, message := range reviewed.messages {
		linked := linker.messages[message.name]
		found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(message.name))
		if err != nil {
			continue // An older or newer server has it.
		}
		checker := ruleChecker{t, vocabulary, reviewed, message, linked, found}
		for _, group := range message.oneofs {
			rules++
			checker.refuses("the unset "+group.name, found.New())
		}
		for _, rule := range message.fields {
			if field := found.Descriptor().Fields().ByName(protoreflect.Name(rule.field)); field != nil {
				rules++
				checker.check(rule, field)
			}
		}
	}
	if rules < 40 {
		t.Errorf("only %d rules were looked at", rules)
	}
}

type ruleChecker struct {
	t          *testing.T
	vocabulary *decision.Vocabulary
	table      *table
	message    reviewed
	linked     *message
	goType     protoreflect.MessageType
}

func (c ruleChecker) check(rule fieldRule, field protoreflect.FieldDescriptor) {
	switch {
	case rule.present != nil:
		sent := c.complete(field)
		setSomething(sent, field)
		c.needs(rule.field, sent, rule.present)
	case rule.enum != "":
		index := slices.IndexFunc(c.table.enums, func(known enum) bool { return known.name == rule.enum })
		for _, value := range c.table.enums[index].values {
			sent := c.complete(field)
			setEnum(sent, field, protoreflect.EnumNumber(value.number))
			c.needs(rule.field+" "+value.name, sent, value.needs)
		}
		sent := c.complete(field)
		setEnum(sent, field, 4242)
		c.refuses(rule.field+" with an unknown value", sent)
	default:
		index := slices.IndexFunc(c.table.messages, func(one reviewed) bool { return one.name == rule.judge })
		inner := c.table.messages[index]
		sent := c.complete(field)
		nested := newMessage(sent, field)
		if len(inner.oneofs) > 0 {
			c.refuses(rule.field+" with nothing known in it", sent)
			return
		}
		_ = nested
		c.needs(rule.field, sent, inner.needs)
	}
}

// complete makes a message with every oneof set, but that of the field.
func (c ruleChecker) complete(field protoreflect.FieldDescriptor) protoreflect.Message {
	sent := c.goType.New()
	for _, group := range c.message.oneofs {
		found := sent.Descriptor().Oneofs().ByName(protoreflect.Name(group.name))
		if found != field.ContainingOneof() {
			setSomething(sent, found.Fields().Get(0))
		}
	}
	return sent
}

func (c ruleChecker) needs(what string, sent protoreflect.Message, want []string) {
	c.t.Helper()
	needs, isJudged := c.linked.judge(place{"orders", false}, nil, sent, nil)
	got := []string{}
	for _, need := range needs {
		got = append(got, c.vocabulary.Name(need.Permission))
	}
	if !isJudged || !slices.Equal(got, append([]string{}, want...)) {
		c.t.Errorf("%s: %s needs %v (judged: %t), not %v", c.message.name, what, got, isJudged, want)
	}
}

func (c ruleChecker) refuses(what string, sent protoreflect.Message) {
	c.t.Helper()
	if _, isJudged := c.linked.judge(place{"orders", false}, nil, sent, nil); isJudged {
		c.t.Errorf("%s: %s is judged", c.message.name, what)
	}
}

func newMessage(sent protoreflect.Message, field protoreflect.FieldDescriptor) protoreflect.Message {
	if field.IsList() {
		return sent.Mutable(field).List().AppendMutable().Message()
	}
	return sent.Mutable(field).Message()
}

func setEnum(sent protoreflect.Message, field protoreflect.FieldDescriptor, number protoreflect.EnumNumber) {
	if field.IsList() {
		sent.Mutable(field).List().Append(protoreflect.ValueOfEnum(number))
		return
	}
	sent.Set(field, protoreflect.ValueOfEnum(number))
}

func setSomething(sent protoreflect.Message, field protoreflect.FieldDescriptor) {
	switch {
	case field.Message() != nil:
		newMessage(sent, field)
	case field.IsList():
		list := sent.Mutable(field).List()
		list.Append(list.NewElement())
	case field.Kind() == protoreflect.BoolKind:
		sent.Set(field, protoreflect.ValueOfBool(true))
	case field.Kind() == protoreflect.StringKind:
		sent.Set(field, protoreflect.ValueOfString("x"))
	}
}

func TestWhatNobodyHasJudgedRefusesTheStart(t *testing.T) {
	start := "temporal.api.workflowservice.v1.StartWorkflowExecutionRequest"
	for name, one := range map[string]struct {
		change func(*table)
		want   string
	}{
		"a field": {func(given *table) { inMessage(given, start).inert = nil }, "has the field workflow_id, which nobody has judged"},
		"a message": {func(given *table) {
			given.messages = slices.DeleteFunc(given.messages, func(one reviewed) bool { return one.name == start })
		}, "does not fit"},
		"a value": {func(given *table) { given.enums[0].values = given.enums[0].values[1:] }, "which nobody has judged"},
		"a field twice": {func(given *table) {
			inMessage(given, start).inert = append(inMessage(given, start).inert, "task_queue")
		}, "two places"},
		"a rule of another kind": {func(given *table) {
			inMessage(given, start).fields[0] = fieldRule{field: "workflow_id_reuse_policy", judge: start}
		}, "does not fit"},
	} {
		given, err := readTable()
		if err != nil {
			t.Fatal(err)
		}
		one.change(given)
		if _, err := newJudge(newTestCatalogue(t), given); err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func inMessage(given *table, name string) *reviewed {
	return &given.messages[slices.IndexFunc(given.messages, func(one reviewed) bool { return one.name == name })]
}

func TestWhatAnOlderServerLacksIsNoDefect(t *testing.T) {
	given, err := readTable()
	if err != nil {
		t.Fatal(err)
	}
	given.messages = append(given.messages, reviewed{name: "temporal.api.future.v9.Unheard", inert: []string{"of"}})
	start := inMessage(given, "temporal.api.workflowservice.v1.StartWorkflowExecutionRequest")
	start.inert = append(start.inert, "unheard_of")
	if _, err := newJudge(newTestCatalogue(t), given); err != nil {
		t.Error(err)
	}
}

func TestACallThatCarriesNothingAllocatesNothing_G22(t *testing.T) {
	judge := newTestJudge(t)
	call := judge.Call(catalogue.WorkflowService + "SignalWorkflowExecution")
	var request any = &workflowservice.SignalWorkflowExecutionRequest{}
	if allocations := testing.AllocsPerRun(1000, func() {
		var space [8]decision.Need
		call.Needs("orders", request, space[:0])
	}); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
