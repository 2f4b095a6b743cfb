package strictjson

import (
	"slices"
	"strings"
	"testing"
)

func TestDefects(t *testing.T) {
	for _, one := range []struct{ text, want string }{
		{"", "ends too early"},
		{`{"a":1`, "ends too early"},
		{`{"a":1,}`, "is not JSON"},
		{`{"a" 1}`, "is not JSON"},
		{`{a:1}`, "is not JSON"},
		{`[1 2]`, "is not JSON"},
		{`{"a":1}}`, "more text"},
		{`{"a":1} {"a":2}`, "more text"},
		{`{"a":1,"a":2}`, `the member "a" twice`},
		{`{"a":{"b":1,"\u0062":2}}`, `the member "b" twice`},
		{"{\"a\":\"\xff\"}", "is not UTF-8"},
		{"\xef\xbb\xbf{}", "is not JSON"},
	} {
		if _, err := Parse([]byte(one.text)); err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v", one.text, err)
		}
	}
}

func TestWhatIsAskedForInVain(t *testing.T) {
	for want, ask := range map[string]func(Object){
		`$: has no member "none"`:         func(given Object) { given.Get("none") },
		"$.text: is not a list":           func(given Object) { given.Texts("text") },
		"$.list[1]: is not a text":        func(given Object) { given.Texts("list") },
		"$.text: is neither":              func(given Object) { given.Bool("text") },
		"$.number: is not a whole number": func(given Object) { given.Get("number").Integer() },
		"$.text: is not a number":         func(given Object) { given.Get("text").Number() },
		"$.text: is not an object":        func(given Object) { given.Members("text") },
		"$.order: is not in order":        func(given Object) { given.Get("order").Sorted() },
		"$.null: is not a text":           func(given Object) { given.Text("null") },
	} {
		node, err := Parse([]byte(`{"text":"a","list":["a",1],"number":1.5,"order":["b","a"],"null":null}`))
		if err != nil {
			t.Fatal(err)
		}
		ask(node.Object("text", "list", "number", "order", "null"))
		if err := node.Err(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

func TestTheFirstDefectStays(t *testing.T) {
	node, _ := Parse([]byte(`{"a":1,"b":2}`))
	given := node.Object("a", "b")
	given.Text("a")
	given.Text("b")
	if err := node.Err(); err == nil || !strings.HasPrefix(err.Error(), "$.a") {
		t.Error(err)
	}
}

func TestCompactText(t *testing.T) {
	node, err := Parse([]byte(" { \"b\" : [ 1 , true , null , \"\\u0001\\n\\\"\\u2028<\\/\" ] , \"a\" : { } } "))
	if err != nil {
		t.Fatal(err)
	}
	want := "{\"b\":[1,true,null,\"\\u0001\\n\\\"\u2028</\"],\"a\":{}}"
	if got := string(node.AppendCompact(nil)); got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

func TestTheOrderOfJavaScript(t *testing.T) {
	for name, compare := range map[string]func(a, b string) int{"sort": CompareTexts, "Object.keys": CompareNames} {
		want := []string{"01", "10", "4294967295", "9", "a", "ab", "b", "é", "😀", "\ue000", "\uffff"}
		if name == "Object.keys" {
			want = []string{"9", "10", "01", "4294967295", "a", "ab", "b", "é", "😀", "\ue000", "\uffff"}
		}
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
