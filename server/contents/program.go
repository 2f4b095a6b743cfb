package contents

import (
	"google.golang.org/protobuf/reflect/protoreflect"

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
