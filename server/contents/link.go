package contents

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/decision"
)

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
