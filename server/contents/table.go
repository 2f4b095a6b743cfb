package contents

import (
	"strings"

	"cdk8s-temporal-auth/server/contract"
	"cdk8s-temporal-auth/server/strictjson"
)

// table is contract/request-contents.json as it is written.
type table struct {
	messages  []reviewed
	enums     []enum
	otherAPIs []otherAPIs
}

// reviewed is a message of the API whose every field has been considered.
type reviewed struct {
	name string
	// isWhole: it is nothing but what it carries, so that it needs what that needs, and something must be in it.
	isWhole                            bool
	needs                              []string
	namespace, taskQueue, workflowType string
	oneofs                             []oneof
	fields                             []fieldRule
	inert                              []string
}

// oneof is a group of fields of which a known one must be set.
type oneof struct {
	name   string
	fields []string
}

// fieldRule says what a field that is set asks for: exactly one of the three.
type fieldRule struct {
	field   string
	enum    string
	present []string
	judge   string
}

// enum lists the known values of an enumeration.
type enum struct {
	name   string
	values []enumValue
}

type enumValue struct {
	name   string
	number int64
	needs  []string
}

// otherAPIs says under which other APIs a request reaches the authorizer.
type otherAPIs struct {
	request    string
	field      string
	operations []operation
}

// operation is what is meant by one of these APIs.
type operation struct {
	api, field, message string
}

func readTable() (*table, error) {
	text, err := contract.Files.ReadFile("request-contents.json")
	if err != nil {
		return nil, err
	}
	return decodeTable(text)
}

func decodeTable(text []byte) (*table, error) {
	root, err := strictjson.Parse(text)
	if err != nil {
		return nil, err
	}
	given := root.Object("messages", "enums", "otherApis")
	decoded := &table{}
	for _, message := range given.Get("messages").Members() {
		decoded.messages = append(decoded.messages, decodeMessage(message))
	}
	for _, member := range given.Get("enums").Members() {
		decoded.enums = append(decoded.enums, decodeEnum(member))
	}
	for _, member := range given.Get("otherApis").Members() {
		decoded.otherAPIs = append(decoded.otherAPIs, decodeOtherAPIs(member))
	}
	return decoded, root.Err()
}

func decodeMessage(member strictjson.Member) reviewed {
	given := member.Object("whole", "needs", "namespace", "taskQueue", "workflowType", "oneofs", "fields", "inert")
	message := reviewed{
		name:         member.Name,
		isWhole:      given.Bool("whole"),
		needs:        given.Texts("needs"),
		namespace:    given.Text("namespace"),
		taskQueue:    given.Text("taskQueue"),
		workflowType: given.Text("workflowType"),
		inert:        strings.Fields(given.Text("inert")),
	}
	for _, group := range given.Members("oneofs") {
		message.oneofs = append(message.oneofs, oneof{group.Name, group.Texts()})
	}
	for _, field := range given.Members("fields") {
		rule := field.Object("enum", "present", "judge")
		one := fieldRule{field.Name, rule.Text("enum"), rule.Texts("present"), rule.Text("judge")}
		if len(field.Members()) != 1 {
			field.Failf("has not exactly one rule")
		}
		message.fields = append(message.fields, one)
	}
	return message
}

func decodeEnum(member strictjson.Member) enum {
	decoded := enum{name: member.Name}
	for _, value := range member.Members() {
		given := value.Object("number", "needs")
		one := enumValue{value.Name, given.Get("number").Integer(), given.Texts("needs")}
		if one.number == 0 && len(one.needs) > 0 {
			value.Failf("is what a field without a value has, and can need nothing")
		}
		decoded.values = append(decoded.values, one)
	}
	return decoded
}

func decodeOtherAPIs(member strictjson.Member) otherAPIs {
	given := member.Object("field", "operations")
	decoded := otherAPIs{request: member.Name, field: given.Get("field").Text()}
	for _, meant := range given.Get("operations").Members() {
		one := meant.Object("field", "message")
		decoded.operations = append(decoded.operations, operation{meant.Name, one.Get("field").Text(), one.Get("message").Text()})
	}
	return decoded
}

// permissions gives all that anything in the table needs.
func (t *table) permissions() []string {
	all := []string{}
	for _, message := range t.messages {
		all = append(all, message.needs...)
		for _, rule := range message.fields {
			all = append(all, rule.present...)
		}
	}
	for _, known := range t.enums {
		for _, value := range known.values {
			all = append(all, value.needs...)
		}
	}
	return all
}
