package strictjson

// Object is an object with known members.
type Object struct {
	node    Node
	members map[string]any
}

// Has tells whether a member is given.
func (o Object) Has(name string) bool {
	_, isThere := o.members[name]
	return isThere
}

// Get gives a member that must be there.
func (o Object) Get(name string) Node {
	if !o.Has(name) {
		o.node.Failf("has no member %q", name)
	}
	return o.node.at(name, o.members[name])
}

// Text gives a text, or "" where the member is absent.
func (o Object) Text(name string) string {
	if !o.Has(name) {
		return ""
	}
	return o.Get(name).Text()
}

// Bool gives a bool, or false where the member is absent.
func (o Object) Bool(name string) bool {
	return o.Has(name) && o.Get(name).Bool()
}

// Texts gives a list, or nil where the member is absent.
func (o Object) Texts(name string) []string {
	if !o.Has(name) {
		return nil
	}
	return o.Get(name).Texts()
}

// Members gives those of an object, or none where the member is absent.
func (o Object) Members(name string) []Member {
	if !o.Has(name) {
		return nil
	}
	return o.Get(name).Members()
}
