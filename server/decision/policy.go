package decision

import (
	"fmt"
	"slices"
	"strings"
)

// Policy is a policy in the form that is quick to ask. It never changes.
type Policy struct {
	declared     map[string]int
	users        map[string]*holder
	services     map[string]*holder
	groups       map[string]*holder
	certificates map[[2]string]string
}

// holder is somebody that holds roles.
type holder struct {
	holdings []holding
	// expires is in milliseconds since 1970; mayExpire is false for what holds for ever.
	expires   int64
	mayExpire bool
}

// holding is a role as somebody holds it.
type holding struct {
	allow, deny   Mask
	allowsAdmin   bool
	allowsAny     bool
	isEverywhere  bool
	isSomewhere   bool
	role, limit   *places
	taskQueues    scope
	workflowTypes scope
	grant         Grant
}

// Grant says which role decided, and who holds it.
type Grant struct {
	// Kind is user, service or group.
	Kind   string
	Holder string
	Role   string
}

// Compile brings a policy into the form that is quick to ask.
func Compile(document *Document, vocabulary *Vocabulary) (*Policy, error) {
	compiler := newCompiler(document, vocabulary)
	roles := make(map[string]holding, len(document.Roles))
	for name, role := range document.Roles {
		compiled, err := compiler.role(name, role)
		if err != nil {
			return nil, err
		}
		roles[name] = compiled
	}
	policy := &Policy{
		declared:     compiler.declared,
		users:        make(map[string]*holder, len(document.Users)),
		services:     make(map[string]*holder, len(document.Services)),
		groups:       make(map[string]*holder, len(document.Groups)),
		certificates: make(map[[2]string]string, len(document.Certificates)),
	}
	for name, user := range document.Users {
		compiled := held(roles, "user", name, user.Roles, compiler.places(user.Places))
		compiled.mayExpire = !user.Expires.IsZero()
		compiled.expires = user.Expires.UnixMilli()
		policy.users[name] = compiled
	}
	for name, service := range document.Services {
		policy.services[name] = held(roles, "service", name, service, nil)
	}
	for name, group := range document.Groups {
		policy.groups[name] = held(roles, "group", name, group, nil)
	}
	for _, certificate := range document.Certificates {
		policy.certificates[[2]string{certificate.Authority, certificate.URI}] = certificate.Service
	}
	return policy, nil
}

// ServiceOf gives the service that a certificate stands for, by its authority and one of its URI names.
func (p *Policy) ServiceOf(authority, uri string) (string, bool) {
	service, isThere := p.certificates[[2]string{authority, uri}]
	return service, isThere
}

func held(roles map[string]holding, kind, name string, held []string, limit *places) *holder {
	compiled := &holder{holdings: make([]holding, 0, len(held))}
	for _, role := range held {
		one := roles[role]
		one.limit = limit
		one.isEverywhere = one.role == nil && limit == nil
		one.isSomewhere = one.role.meets(limit)
		one.grant = Grant{kind, name, role}
		compiled.holdings = append(compiled.holdings, one)
	}
	return compiled
}

// compiler brings roles and places into numbers.
type compiler struct {
	vocabulary *Vocabulary
	// known are the permissions that existed where the policy was written.
	known    map[string]bool
	declared map[string]int
}

func newCompiler(document *Document, vocabulary *Vocabulary) compiler {
	known := make(map[string]bool, len(document.Permissions))
	for _, name := range document.Permissions {
		known[name] = true
	}
	declared := make(map[string]int, len(document.TemporalNamespaces))
	for number, name := range document.TemporalNamespaces {
		declared[name] = number
	}
	return compiler{vocabulary, known, declared}
}

func (c compiler) role(name string, role Role) (holding, error) {
	for _, permission := range slices.Concat(role.Allow, role.Deny) {
		if !c.exists(permission) {
			return holding{}, fmt.Errorf("the role %q names %q, which is a permission neither of the policy nor of this server", name, permission)
		}
	}
	compiled := holding{
		allowsAdmin:   slices.Contains(role.Allow, Admin),
		allowsAny:     len(role.Allow) > 0,
		role:          c.places(role.Places),
		taskQueues:    scopeOf(role.TaskQueues),
		workflowTypes: scopeOf(role.WorkflowTypes),
	}
	for number, permission := range c.vocabulary.names {
		// What did not exist where the policy was written is nobody's but an administrator's.
		if slices.ContainsFunc(role.Allow, func(one string) bool {
			return implies(one, permission) && (one == Admin || c.known[permission])
		}) {
			compiled.allow.add(Permission(number))
		}
		if slices.ContainsFunc(role.Deny, func(one string) bool { return implies(one, permission) }) {
			compiled.deny.add(Permission(number))
		}
	}
	return compiled, nil
}

// exists tells whether a permission, or one of a whole resource, exists in the policy or in this server.
func (c compiler) exists(permission string) bool {
	if permission == Admin || c.known[permission] || slices.Contains(c.vocabulary.names, permission) {
		return true
	}
	resource, isAll := strings.CutSuffix(permission, "*")
	isOfIt := func(name string) bool { return strings.HasPrefix(name, resource) }
	if !isAll {
		return false
	}
	for name := range c.known {
		if isOfIt(name) {
			return true
		}
	}
	return slices.ContainsFunc(c.vocabulary.names, isOfIt)
}

func (c compiler) places(given Places) *places {
	if given.Everywhere {
		return nil
	}
	set := make(places, (len(c.declared)+63)/64)
	for _, name := range given.Names {
		number := c.declared[name]
		set[number/64] |= 1 << (number % 64)
	}
	return &set
}

func scopeOf(names []string) scope {
	if names == nil {
		return nil
	}
	set := make(scope, len(names))
	for _, name := range names {
		set[name] = struct{}{}
	}
	return set
}
