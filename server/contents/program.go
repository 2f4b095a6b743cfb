package contents

import (
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/decision"
)

// message is what a message of the linked API carries.
type message struct {
	isWhole      bool
	needs        []decision.Permission
	namespace    protoreflect.FieldDescriptor
	taskQueue    queueField
	workflowType typeField
	oneofs       []variants
	fields       []field
}

// carriesNothing tells that the needs of its API are all that there is to say.
func (m *message) carriesNothing() bool {
	return m.namesOnly() && m.taskQueue.field == nil && m.workflowType.field == nil
}

// namesOnly tells that beyond that nothing counts but what it names.
func (m *message) namesOnly() bool {
	return !m.isWhole && len(m.oneofs) == 0 && len(m.fields) == 0
}

// queueField names a task queue: a text, or a TaskQueue.
type queueField struct {
	field, name, kind, normalName protoreflect.FieldDescriptor
}

// typeField holds a WorkflowType.
type typeField struct {
	field, name protoreflect.FieldDescriptor
}

// variants are the known fields of a oneof.
type variants struct {
	group protoreflect.OneofDescriptor
	known []protoreflect.FieldNumber
}

// field asks for something where it is set: exactly one of the three.
type field struct {
	descriptor protoreflect.FieldDescriptor
	values     map[protoreflect.EnumNumber][]decision.Permission
	present    []decision.Permission
	judge      *message
}

// linker brings the table together with the descriptors of the linked API. Of what a table for several servers names, an
// older one may lack messages, fields and values; what the linked one has must stand in the table.
type linker struct {
	table      *table
	vocabulary *decision.Vocabulary
	messages   map[string]*message
	enums      map[string]map[protoreflect.EnumNumber][]decision.Permission
	problems   []error
}

func newLinker(of *table, vocabulary *decision.Vocabulary) *linker {
	return &linker{
		table:      of,
		vocabulary: vocabulary,
		messages:   map[string]*message{},
		enums:      map[string]map[protoreflect.EnumNumber][]decision.Permission{},
	}
}

func (l *linker) problem(format string, arguments ...any) {
	l.problems = append(l.problems, fmt.Errorf(format, arguments...))
}

// link resolves all enums and messages.
func (l *linker) link() error {
	for _, known := range l.table.enums {
		l.enums[known.name] = l.enum(known)
	}
	for _, one := range l.table.messages {
		// First, so that messages can refer to each other.
		l.messages[one.name] = &message{}
	}
	for _, one := range l.table.messages {
		if descriptor := messageOf(one.name); descriptor != nil {
			l.message(one, descriptor)
		}
	}
	return errors.Join(l.problems...)
}

func messageOf(name string) protoreflect.MessageDescriptor {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		return nil
	}
	descriptor, _ := found.(protoreflect.MessageDescriptor)
	return descriptor
}

func (l *linker) numbers(names []string) []decision.Permission {
	numbers, err := l.vocabulary.Numbers(names)
	if err != nil {
		l.problems = append(l.problems, err)
	}
	return numbers
}

func (l *linker) enum(known enum) map[protoreflect.EnumNumber][]decision.Permission {
	needs := map[protoreflect.EnumNumber][]decision.Permission{}
	for _, value := range known.values {
		needs[protoreflect.EnumNumber(value.number)] = l.numbers(value.needs)
	}
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(known.name))
	if err != nil {
		return needs
	}
	descriptor, isEnum := found.(protoreflect.EnumDescriptor)
	if !isEnum {
		l.problem("%s is no enumeration", known.name)
		return needs
	}
	values := descriptor.Values()
	for index := range values.Len() {
		value := values.Get(index)
		if _, isKnown := needs[value.Number()]; !isKnown {
			l.problem("%s has the value %s, which nobody has judged", known.name, value.Name())
		}
	}
	return needs
}

func (l *linker) message(one reviewed, descriptor protoreflect.MessageDescriptor) {
	l.checkFields(one, descriptor)
	linked := l.messages[one.name]
	linked.isWhole = one.isWhole
	linked.needs = l.numbers(one.needs)
	linked.namespace = fieldOf(descriptor, one.namespace)
	if linked.namespace != nil && !isText(linked.namespace) {
		l.problem("%s.%s is no text", one.name, one.namespace)
	}
	linked.taskQueue = l.queue(fieldOf(descriptor, one.taskQueue))
	linked.workflowType = l.workflowType(fieldOf(descriptor, one.workflowType))
	for _, group := range one.oneofs {
		if found := descriptor.Oneofs().ByName(protoreflect.Name(group.name)); found != nil {
			linked.oneofs = append(linked.oneofs, l.variants(found, group))
		} else {
			l.problem("%s has no oneof %s", one.name, group.name)
		}
	}
	for _, rule := range one.fields {
		if found := fieldOf(descriptor, rule.field); found != nil {
			linked.fields = append(linked.fields, l.field(found, rule))
		}
	}
}

// checkFields holds that every field that the linked API has stands in one place of the table.
func (l *linker) checkFields(one reviewed, descriptor protoreflect.MessageDescriptor) {
	named := slices.Clone(one.inert)
	for _, name := range []string{one.namespace, one.taskQueue, one.workflowType} {
		if name != "" {
			named = append(named, name)
		}
	}
	for _, rule := range one.fields {
		named = append(named, rule.field)
	}
	slices.Sort(named)
	if len(slices.Compact(slices.Clone(named))) != len(named) {
		l.problem("%s has a field in two places of the table", one.name)
	}
	fields := descriptor.Fields()
	for index := range fields.Len() {
		if name := string(fields.Get(index).Name()); !slices.Contains(named, name) {
			l.problem("%s has the field %s, which nobody has judged", one.name, name)
		}
	}
}

func (l *linker) variants(group protoreflect.OneofDescriptor, listed oneof) variants {
	linked := variants{group: group}
	for _, name := range listed.fields {
		if found := group.Fields().ByName(protoreflect.Name(name)); found != nil {
			linked.known = append(linked.known, found.Number())
		}
	}
	return linked
}

func (l *linker) field(descriptor protoreflect.FieldDescriptor, rule fieldRule) field {
	linked := field{descriptor: descriptor}
	isKind := false
	switch {
	case rule.enum != "":
		linked.values = l.enums[rule.enum]
		isKind = linked.values != nil && descriptor.Enum() != nil && string(descriptor.Enum().FullName()) == rule.enum
	case rule.judge != "":
		linked.judge = l.messages[rule.judge]
		isKind = linked.judge != nil && !descriptor.IsMap() && descriptor.Message() != nil && string(descriptor.Message().FullName()) == rule.judge
	default:
		linked.present = l.numbers(rule.present)
		isKind = len(linked.present) > 0
	}
	if !isKind {
		l.problem("the rule of %s does not fit it", descriptor.FullName())
	}
	return linked
}

func (l *linker) queue(found protoreflect.FieldDescriptor) queueField {
	if found == nil || isText(found) {
		return queueField{field: found}
	}
	linked := queueField{field: found}
	if found.Message() != nil && !found.IsList() {
		linked.name = fieldOf(found.Message(), "name")
		linked.kind = fieldOf(found.Message(), "kind")
		linked.normalName = fieldOf(found.Message(), "normal_name")
	}
	if linked.name == nil || linked.kind == nil || linked.normalName == nil || linked.kind.Enum() == nil {
		l.problem("%s is no task queue", found.FullName())
	}
	return linked
}

func (l *linker) workflowType(found protoreflect.FieldDescriptor) typeField {
	if found == nil {
		return typeField{}
	}
	linked := typeField{field: found}
	if found.Message() != nil && !found.IsList() {
		linked.name = fieldOf(found.Message(), "name")
	}
	if linked.name == nil || !isText(linked.name) {
		l.problem("%s is no workflow type", found.FullName())
	}
	return linked
}

func fieldOf(descriptor protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if name == "" {
		return nil
	}
	return descriptor.Fields().ByName(protoreflect.Name(name))
}

func isText(descriptor protoreflect.FieldDescriptor) bool {
	return descriptor.Kind() == protoreflect.StringKind && !descriptor.IsList()
}
