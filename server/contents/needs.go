package contents

import (
	"reflect"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"cdk8s-temporal-auth/server/decision"
)

// Needs gives all that a call needs; false means that its request is, or carries, something that nobody has judged.
//
// What needs nothing but the permissions of its API goes into the space, so that nothing is made for it.
func (c *Call) Needs(namespace string, request any, space []decision.Need) ([]decision.Need, bool) {
	of := place{namespace, c.API.IsOfCluster}
	if c.API.IsHTTP || c.API.IsStreaming && request == nil {
		return of.need(space, c.permissions, names{}), true
	}
	given := reflect.TypeOf(request)
	if given == nil || given.Kind() != reflect.Pointer || reflect.ValueOf(request).IsNil() {
		return nil, false
	}
	if given != c.request {
		return c.otherNeeds(namespace, given, request)
	}
	if c.carries == nil {
		return of.need(space, c.permissions, names{}), true
	}
	sent := request.(proto.Message).ProtoReflect()
	if c.carries.namesOnly() {
		return of.need(space, c.permissions, c.carries.namesIn(sent)), true
	}
	if !c.carries.isWhole {
		return c.carries.judge(of, c.permissions, sent, nil)
	}
	needs, isJudged := c.carries.judge(of.of(c.carries, sent), c.carries.needs, sent, nil)
	return needs, isJudged && len(needs) > 0
}

// otherNeeds reads a request under another API's name: every operation in it that is of this API and for this Temporal
// namespace.
func (c *Call) otherNeeds(namespace string, given reflect.Type, request any) ([]decision.Need, bool) {
	index := slices.IndexFunc(c.others, func(one other) bool { return one.request == given })
	if index < 0 || namespace == "" {
		return nil, false
	}
	meant := &c.others[index]
	var needs []decision.Need
	isJudged, isMeant := true, false
	list := request.(proto.Message).ProtoReflect().Get(meant.list).List()
	for index := range list.Len() {
		item := list.Get(index).Message()
		if !item.IsValid() || !item.Has(meant.field) {
			continue
		}
		sent := item.Get(meant.field).Message()
		if sent.Get(meant.message.namespace).String() != namespace {
			continue
		}
		isMeant = true
		if needs, isJudged = meant.message.inside(place{namespace, false}, sent, needs); !isJudged {
			return nil, false
		}
	}
	return needs, isMeant
}

// place is where something is done.
type place struct {
	namespace string
	isCluster bool
}

// of is where a message does it: the Temporal namespace that it names, if it does.
func (p place) of(carried *message, sent protoreflect.Message) place {
	if carried.namespace == nil {
		return p
	}
	if named := sent.Get(carried.namespace).String(); named != "" {
		return place{named, false}
	}
	return p
}

func (p place) need(needs []decision.Need, permissions []decision.Permission, named names) []decision.Need {
	for _, permission := range permissions {
		needs = append(needs, decision.Need{
			Permission:   permission,
			Namespace:    p.namespace,
			Cluster:      p.isCluster,
			TaskQueue:    named.taskQueue,
			WorkflowType: named.workflowType,
		})
	}
	return needs
}

// inside judges a message inside another one.
func (m *message) inside(at place, sent protoreflect.Message, needs []decision.Need) ([]decision.Need, bool) {
	if !sent.IsValid() {
		return nil, false
	}
	return m.judge(at.of(m, sent), m.needs, sent, needs)
}

func (m *message) judge(at place, own []decision.Permission, sent protoreflect.Message, needs []decision.Need) ([]decision.Need, bool) {
	for index := range m.oneofs {
		set := sent.WhichOneof(m.oneofs[index].group)
		if set == nil || !slices.Contains(m.oneofs[index].known, set.Number()) {
			return nil, false
		}
	}
	named := m.namesIn(sent)
	needs = at.need(needs, own, named)
	for index := range m.fields {
		rule := &m.fields[index]
		if !sent.Has(rule.descriptor) {
			continue
		}
		isJudged := true
		if needs, isJudged = rule.ask(at, sent.Get(rule.descriptor), named, needs); !isJudged {
			return nil, false
		}
	}
	return needs, true
}

func (f *field) ask(at place, value protoreflect.Value, named names, needs []decision.Need) ([]decision.Need, bool) {
	if f.present != nil {
		return at.need(needs, f.present, named), true
	}
	if !f.descriptor.IsList() {
		return f.askOne(at, value, named, needs)
	}
	isJudged := true
	list := value.List()
	for index := range list.Len() {
		if needs, isJudged = f.askOne(at, list.Get(index), named, needs); !isJudged {
			return nil, false
		}
	}
	return needs, true
}

func (f *field) askOne(at place, value protoreflect.Value, named names, needs []decision.Need) ([]decision.Need, bool) {
	if f.judge != nil {
		return f.judge.inside(at, value.Message(), needs)
	}
	permissions, isKnown := f.values[value.Enum()]
	return at.need(needs, permissions, named), isKnown
}

// names are the task queue and the workflow type that a message names.
type names struct {
	taskQueue, workflowType string
}

func (m *message) namesIn(sent protoreflect.Message) names {
	return names{m.taskQueue.in(sent), m.workflowType.in(sent)}
}

const sticky protoreflect.EnumNumber = 2

// in gives the name of a task queue; a sticky one counts as the normal one that its worker declares.
func (q *queueField) in(sent protoreflect.Message) string {
	if q.field == nil || !sent.Has(q.field) {
		return ""
	}
	if q.name == nil {
		return sent.Get(q.field).String()
	}
	queue := sent.Get(q.field).Message()
	if queue.Get(q.kind).Enum() == sticky {
		return queue.Get(q.normalName).String()
	}
	return queue.Get(q.name).String()
}

func (t *typeField) in(sent protoreflect.Message) string {
	if t.field == nil || !sent.Has(t.field) {
		return ""
	}
	return sent.Get(t.field).Message().Get(t.name).String()
}
