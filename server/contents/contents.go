// Package contents finds what a call needs: the permissions of its API, and those of what its request carries.
//
// contract/request-contents.json says what requests carry, and src/enforcement/policy/request-contents.ts reads it in the
// same way as this package does.
package contents

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/decision"
)

// Judge knows what the calls of a server need. It never changes.
type Judge struct {
	vocabulary *decision.Vocabulary
	calls      map[string]*Call
}

// Call is an API, ready to be asked what a call of it needs.
type Call struct {
	API         catalogue.API
	permissions []decision.Permission
	// request is the Go type of the API's own request; nil where the linked API has none.
	request reflect.Type
	// carries is nil where the API's permissions are all that there is to say.
	carries *message
	others  []other
}

// other is a request that reaches the authorizer under this API's name because it carries such operations for other
// Temporal namespaces.
type other struct {
	request     reflect.Type
	list, field protoreflect.FieldDescriptor
	message     *message
}

// NewJudge brings a catalogue together with the linked API, or says what in the linked API nobody has judged.
func NewJudge(of *catalogue.Catalogue) (*Judge, error) {
	reviewed, err := readTable()
	if err != nil {
		return nil, fmt.Errorf("request-contents.json: %w", err)
	}
	return newJudge(of, reviewed)
}

func newJudge(of *catalogue.Catalogue, reviewed *table) (*Judge, error) {
	vocabulary, err := decision.NewVocabulary(slices.Concat(of.Permissions, reviewed.permissions()))
	if err != nil {
		return nil, err
	}
	linker := newLinker(reviewed, vocabulary)
	if err := linker.link(); err != nil {
		return nil, err
	}
	judge := &Judge{vocabulary, make(map[string]*Call, len(of.APIs))}
	for _, api := range of.APIs {
		judge.calls[api.Name] = linker.call(api)
	}
	for _, others := range reviewed.otherAPIs {
		linker.others(judge.calls, others)
	}
	return judge, errors.Join(linker.problems...)
}

// Vocabulary numbers all permissions that a call can need.
func (j *Judge) Vocabulary() *decision.Vocabulary { return j.vocabulary }

// Call finds an API by its full name; nil is one that the server does not have.
func (j *Judge) Call(api string) *Call { return j.calls[api] }

// Calls gives all APIs.
func (j *Judge) Calls() []*Call {
	return slices.SortedFunc(func(yield func(*Call) bool) {
		for _, call := range j.calls {
			if !yield(call) {
				return
			}
		}
	}, func(a, b *Call) int {
		if a.API.Name < b.API.Name {
			return -1
		}
		return 1
	})
}

// CountsContents tells whether more than the names in a request counts.
func (c *Call) CountsContents() bool { return c.carries != nil && !c.carries.namesOnly() }

func (l *linker) call(api catalogue.API) *Call {
	call := &Call{API: api, permissions: l.numbers(api.Permissions)}
	if api.IsHTTP || api.Rule != catalogue.ByPermissions {
		return call
	}
	call.request = goTypeOf(api.Request())
	if call.request == nil {
		l.problem("the linked API has no message %s, which %s takes", api.Request(), api.Name)
	}
	carries, isReviewed := l.messages[api.Request()]
	switch {
	case isReviewed && !carries.carriesNothing():
		call.carries = carries
	case !isReviewed && !slices.Equal(api.Permissions, []string{decision.Admin}):
		l.problem("%s, which %s takes, does not stand in the table", api.Request(), api.Name)
	}
	return call
}

// goTypeOf gives the type of the values that the server makes of a message.
func goTypeOf(name string) reflect.Type {
	found, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName(name))
	if err != nil {
		return nil
	}
	return reflect.TypeOf(found.Zero().Interface())
}

func (l *linker) others(calls map[string]*Call, table otherAPIs) {
	request := messageOf(table.request)
	goType := goTypeOf(table.request)
	if request == nil || goType == nil {
		return
	}
	list := fieldOf(request, table.field)
	if list == nil || !list.IsList() || list.Message() == nil {
		l.problem("%s.%s is no list of messages", table.request, table.field)
		return
	}
	for _, meant := range table.operations {
		call := calls[meant.api]
		field := fieldOf(list.Message(), meant.field)
		carried := l.messages[meant.message]
		if call == nil || field == nil || carried == nil || carried.namespace == nil || string(field.Message().FullName()) != meant.message {
			l.problem("%s under %s is not of the linked API", table.request, meant.api)
			continue
		}
		call.others = append(call.others, other{goType, list, field, carried})
	}
}
