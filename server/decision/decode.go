package decision

import (
	"encoding/base64"
	"math/bits"
	"slices"
	"strings"
	"time"

	"cdk8s-temporal-auth/server/strictjson"
)

// Decode reads a policy, or says what is wrong with it.
func Decode(text []byte) (*Document, error) {
	root, err := strictjson.Parse(text)
	if err != nil {
		return nil, err
	}
	return DecodeNode(root)
}

// DecodeNode reads a policy that has been parsed.
func DecodeNode(root strictjson.Node) (*Document, error) {
	document := decodeDocument(root)
	if err := root.Err(); err != nil {
		return nil, err
	}
	return document, nil
}

func decodeDocument(root strictjson.Node) *Document {
	given := root.Object("version", "server", "permissions", "temporalNamespaces", "roles", "users", "services", "groups", "certificates")
	if version := given.Get("version").Integer(); version != Version {
		given.Get("version").Failf("is %d; this server reads version %d", version, Version)
	}
	document := &Document{
		Server:             filled(given.Get("server")),
		Permissions:        given.Get("permissions").Sorted(),
		TemporalNamespaces: given.Get("temporalNamespaces").Sorted(),
		Roles:              map[string]Role{},
		Users:              map[string]User{},
		Services:           map[string][]string{},
		Groups:             map[string][]string{},
	}
	for _, permission := range given.Get("permissions").Items() {
		if name := permission.Text(); name != Admin && !isOneAction(name) {
			permission.Failf("%q is no permission", name)
		}
	}
	decoder := newDecoder(document)
	for _, role := range given.Get("roles").Members() {
		document.Roles[named(role)] = decoder.role(role.Node)
	}
	for _, user := range given.Get("users").Members() {
		document.Users[named(user)] = decoder.user(user.Node)
	}
	for _, service := range given.Get("services").Members() {
		document.Services[named(service)] = decoder.holder(service.Node)
	}
	for _, group := range given.Get("groups").Members() {
		document.Groups[named(group)] = decoder.holder(group.Node)
	}
	for _, certificate := range given.Get("certificates").Items() {
		document.Certificates = append(document.Certificates, decoder.certificate(certificate))
	}
	return document
}

// decoder reads the parts that refer to others.
type decoder struct {
	document     *Document
	declared     map[string]bool
	certificates map[[2]string]bool
}

func newDecoder(document *Document) decoder {
	declared := map[string]bool{}
	for _, name := range document.TemporalNamespaces {
		declared[name] = true
	}
	return decoder{document, declared, map[[2]string]bool{}}
}

func (d decoder) role(node strictjson.Node) Role {
	given := node.Object("allow", "deny", "places", "taskQueues", "workflowTypes")
	role := Role{
		Allow:         given.Get("allow").Texts(),
		Deny:          given.Texts("deny"),
		Places:        d.places(given.Get("places")),
		TaskQueues:    given.Texts("taskQueues"),
		WorkflowTypes: given.Texts("workflowTypes"),
	}
	for _, permission := range slices.Concat(role.Allow, role.Deny) {
		if !d.isPermission(permission) {
			node.Failf("%q is no permission", permission)
		}
	}
	return role
}

// isPermission tells whether a text is of the grammar. A permission that the policy's own list lacks gives nothing and
// forbids what it says, so that one of a later server is no defect.
func (d decoder) isPermission(text string) bool {
	resource, isAll := strings.CutSuffix(text, "*")
	return text == Admin || isOneAction(text) || isAll && isOneAction(resource+"all")
}

func (d decoder) user(node strictjson.Node) User {
	given := node.Object("roles", "places", "expires")
	user := User{Roles: d.roles(given.Get("roles")), Places: d.places(given.Get("places"))}
	if given.Has("expires") {
		expires, err := time.Parse(time.RFC3339, given.Text("expires"))
		if err != nil {
			given.Get("expires").Failf("is not a time of RFC 3339")
		}
		user.Expires = expires
	}
	return user
}

func (d decoder) holder(node strictjson.Node) []string {
	return d.roles(node.Object("roles").Get("roles"))
}

func (d decoder) roles(node strictjson.Node) []string {
	names := node.Sorted()
	for _, name := range names {
		if _, isThere := d.document.Roles[name]; !isThere {
			node.Failf("there is no role %q", name)
		}
	}
	return names
}

func (d decoder) places(node strictjson.Node) Places {
	if node.IsText() {
		if node.Text() != "*" {
			node.Failf(`is neither "*" nor a list of Temporal namespaces`)
		}
		return Places{Everywhere: true}
	}
	if node.IsObject() {
		return Places{Names: d.placesOfBits(node.Object("bits").Get("bits"))}
	}
	names := node.Texts()
	for _, name := range names {
		if !d.declared[name] {
			node.Failf("the Temporal namespace %q is not declared", name)
		}
	}
	return Places{Names: names}
}

// placesOfBits reads places that are written as bits, one for each declared Temporal namespace up to the last that is among
// them: bit n % 8 of byte n / 8 for the one with index n.
func (d decoder) placesOfBits(node strictjson.Node) []string {
	text := node.Text()
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(bytes) == 0 || strings.ContainsAny(text, "\r\n") {
		node.Failf("is no base64 of bits")
		return nil
	}
	last := bytes[len(bytes)-1]
	if last == 0 || len(bytes)*8-bits.LeadingZeros8(last) > len(d.document.TemporalNamespaces) {
		node.Failf("is not of bits up to one of the %d declared Temporal namespaces", len(d.document.TemporalNamespaces))
		return nil
	}
	names := []string{}
	for index, name := range d.document.TemporalNamespaces {
		if index/8 < len(bytes) && bytes[index/8]&(1<<(index%8)) != 0 {
			names = append(names, name)
		}
	}
	return names
}

func (d decoder) certificate(node strictjson.Node) Certificate {
	given := node.Object("authority", "uri", "service")
	certificate := Certificate{filled(given.Get("authority")), filled(given.Get("uri")), filled(given.Get("service"))}
	proof := [2]string{certificate.Authority, certificate.URI}
	if d.certificates[proof] {
		node.Failf("%q of the authority %q stands there twice", certificate.URI, certificate.Authority)
	}
	d.certificates[proof] = true
	return certificate
}

func named(member strictjson.Member) string {
	if member.Name == "" {
		member.Failf("has no name")
	}
	return member.Name
}

func filled(node strictjson.Node) string {
	text := node.Text()
	if text == "" {
		node.Failf("is empty")
	}
	return text
}
