package contents

import (
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
)

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
