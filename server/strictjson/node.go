package strictjson

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// Node is a value of the text. Its methods give what it is asked to be; the first one that it is not stays as the error
// of the whole text, and from then on they give zero values.
type Node struct {
	failure *error
	parent  *Node
	step    string
	value   any
}

// Member is a member of an object, with its name.
type Member struct {
	Name string
	Node
}

// NewObject makes an object of members, whose names differ, in their order.
func NewObject(members []Member) Node {
	made := object{members: make(map[string]any, len(members))}
	for _, member := range members {
		made.names = append(made.names, member.Name)
		made.members[member.Name] = member.value
	}
	return Node{failure: new(error), value: made}
}

// Err is the first thing that was wrong anywhere in the text.
func (n Node) Err() error { return *n.failure }

// Failf records what is wrong with this value.
func (n Node) Failf(format string, arguments ...any) {
	if *n.failure == nil {
		*n.failure = fmt.Errorf("%s: %s", n.path(), fmt.Sprintf(format, arguments...))
	}
}

func (n Node) path() string {
	if n.parent == nil {
		return "$"
	}
	return n.parent.path() + n.step
}

// Object gives the members that an object has, all of which must be among the known ones.
func (n Node) Object(known ...string) Object {
	given := n.object()
	for _, name := range given.names {
		if !slices.Contains(known, name) {
			n.Failf("knows no member %q", name)
		}
	}
	return Object{node: n, members: given.members}
}

// Members gives the members of an object whose names are data, in the order of the text.
func (n Node) Members() []Member {
	given := n.object()
	members := make([]Member, 0, len(given.names))
	for _, name := range given.names {
		members = append(members, Member{name, n.at(name, given.members[name])})
	}
	return members
}

// Items gives those of a list.
func (n Node) Items() []Node {
	given, isList := n.value.([]any)
	if !isList {
		n.Failf("is not a list")
	}
	items := make([]Node, 0, len(given))
	for index, value := range given {
		items = append(items, Node{n.failure, &n, "[" + strconv.Itoa(index) + "]", value})
	}
	return items
}

// Text gives a string.
func (n Node) Text() string {
	text, isText := n.value.(string)
	if !isText {
		n.Failf("is not a text")
	}
	return text
}

// IsText tells whether it is a string.
func (n Node) IsText() bool {
	_, isText := n.value.(string)
	return isText
}

// IsObject tells whether it is an object.
func (n Node) IsObject() bool {
	_, isObject := n.value.(object)
	return isObject
}

// Texts gives a list of strings; empty, it is not nil.
func (n Node) Texts() []string {
	items := n.Items()
	texts := make([]string, 0, len(items))
	for _, item := range items {
		texts = append(texts, item.Text())
	}
	return texts
}

// Sorted gives a list of strings in ascending order, none of them twice.
func (n Node) Sorted() []string {
	texts := n.Texts()
	for index := 1; index < len(texts); index++ {
		if CompareTexts(texts[index-1], texts[index]) >= 0 {
			n.Failf("is not in order: %q comes before %q", texts[index-1], texts[index])
		}
	}
	return texts
}

// Bool gives true or false.
func (n Node) Bool() bool {
	value, isBool := n.value.(bool)
	if !isBool {
		n.Failf("is neither true nor false")
	}
	return value
}

// Integer gives a whole number.
func (n Node) Integer() int64 {
	number, isNumber := n.value.(json.Number)
	value, err := strconv.ParseInt(string(number), 10, 64)
	if !isNumber || err != nil {
		n.Failf("is not a whole number")
	}
	return value
}

// Number gives a number.
func (n Node) Number() float64 {
	number, isNumber := n.value.(json.Number)
	value, err := strconv.ParseFloat(string(number), 64)
	if !isNumber || err != nil {
		n.Failf("is not a number")
	}
	return value
}

func (n Node) object() object {
	given, isObject := n.value.(object)
	if !isObject {
		n.Failf("is not an object")
	}
	return given
}

func (n Node) at(name string, value any) Node {
	return Node{n.failure, &n, "." + name, value}
}
