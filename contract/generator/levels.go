package main

import (
	"context"
	"fmt"

	"go.temporal.io/server/common/authorization"
)

// levelsOf says which role the default authorizer wants for one API.
type levelsOf struct {
	namespace string
	system    string
}

// The levels from low to high. `worker` is not one: it changes no decision, which is checked below.
var levels = []struct {
	name string
	role authorization.Role
}{
	{"always", authorization.RoleUndefined},
	{"read", authorization.RoleReader},
	{"write", authorization.RoleWriter},
	{"admin", authorization.RoleAdmin},
}

const allRoles = authorization.RoleWorker | authorization.RoleReader | authorization.RoleWriter | authorization.RoleAdmin

// askDefaultAuthorizer runs the server's own default authorizer on one API.
func askDefaultAuthorizer(fullName string, carriesNamespace bool) (levelsOf, error) {
	target := &authorization.CallTarget{APIName: fullName}
	if carriesNamespace {
		target.Namespace = "asked"
	}
	found := levelsOf{namespace: "never", system: "never"}
	for i := len(levels) - 1; i >= 0; i-- {
		if allowed(target, authorization.RoleUndefined, levels[i].role) {
			found.namespace = levels[i].name
		}
		if allowed(target, levels[i].role, authorization.RoleUndefined) {
			found.system = levels[i].name
		}
	}
	return found, levelsTellAll(target, found)
}

// levelsTellAll asks for every combination of role bits that a token can carry, and holds the law
// that the library relies on: a call is allowed exactly when the highest level among the system
// bits reaches the API's system level, or the highest among the namespace's bits its namespace
// level. Two low levels never add up to a higher one.
func levelsTellAll(target *authorization.CallTarget, found levelsOf) error {
	for system := range allRoles + 1 {
		for namespace := range allRoles + 1 {
			want := reaches(system, found.system) || reaches(namespace, found.namespace)
			if allowed(target, system, namespace) != want {
				return fmt.Errorf("%s: levels %+v do not tell the decision for system bits %d with namespace bits %d",
					target.APIName, found, system, namespace)
			}
		}
	}
	return nil
}

// reaches tells whether the highest level among the bits is at least the one wanted.
func reaches(bits authorization.Role, wanted string) bool {
	reached := false
	for i := len(levels) - 1; i >= 0; i-- {
		reached = reached || bits&levels[i].role == levels[i].role
		if levels[i].name == wanted {
			return reached
		}
	}
	return false // never
}

func allowed(target *authorization.CallTarget, system, namespace authorization.Role) bool {
	claims := &authorization.Claims{
		Subject:    "somebody",
		System:     system,
		Namespaces: map[string]authorization.Role{"asked": namespace},
	}
	result, err := authorization.NewDefaultAuthorizer().Authorize(context.Background(), claims, target)
	return err == nil && result.Decision == authorization.DecisionAllow
}
