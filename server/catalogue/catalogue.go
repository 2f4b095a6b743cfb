// Package catalogue knows the APIs that a server's frontend exposes, and the permissions that each needs.
package catalogue

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"cdk8s-temporal-auth/server/contract"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/strictjson"
)

// API is one API of a frontend.
type API struct {
	// Name is the full gRPC name: /temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution.
	Name string
	// Rule tells whether permissions decide.
	Rule Rule
	// Permissions are needed, all of them.
	Permissions []string
	// IsOfCluster tells that a call is about no Temporal namespace.
	IsOfCluster bool
	// IsStreaming tells that the authorizer sees no request.
	IsStreaming bool
	// IsHTTP tells that the authorizer sees a request that is not of the API.
	IsHTTP bool
	// Kind tells by what more than permissions a call is decided.
	Kind decision.Kind
}

// Rule says how an API is decided.
type Rule uint8

const (
	// ByPermissions is for the APIs that permissions decide about.
	ByPermissions Rule = iota
	// Always lets everybody in.
	Always
	// Never lets nobody in.
	Never
)

// Catalogue is what the contract says of one server.
type Catalogue struct {
	// APIs are those that the server exposes.
	APIs []API
	// Permissions are all that an API of any server needs.
	Permissions []string
}

const (
	// WorkflowService is where the names of its APIs begin.
	WorkflowService = "/temporal.api.workflowservice.v1.WorkflowService/"
	// OperatorService is where the names of its APIs begin.
	OperatorService = "/temporal.api.operatorservice.v1.OperatorService/"
)

var kinds = map[string]decision.Kind{
	WorkflowService + "GetClusterInfo":      decision.Opening,
	WorkflowService + "GetSearchAttributes": decision.Opening,
	WorkflowService + "ListNamespaces":      decision.Filtered,
	OperatorService + "ListNexusEndpoints":  decision.Filtered,
	WorkflowService + "DescribeNamespace":   decision.Describing,
}

// Request is the full name of the message that the API takes.
func (a *API) Request() string {
	service, method, _ := strings.Cut(strings.TrimPrefix(a.Name, "/"), "/")
	return service[:strings.LastIndex(service, ".")+1] + method + "Request"
}

// Of gives the catalogue of a server by its version, which must be one that the contract was compared with.
func Of(version string) (*Catalogue, error) {
	compared, err := contract.Files.ReadFile("compared.txt")
	if err != nil {
		return nil, err
	}
	if !slices.Contains(strings.Fields(string(compared)), version) {
		return nil, fmt.Errorf("the tables were never compared with server %s", version)
	}
	rules, permissions, err := readPermissions()
	if err != nil {
		return nil, err
	}
	table, err := tableOf(version)
	if err != nil {
		return nil, err
	}
	apis, err := readAPIs(table, rules)
	return &Catalogue{apis, permissions}, err
}

// decided is what permissions.json says of an API.
type decided struct {
	rule        Rule
	permissions []string
}

func readPermissions() (map[string]decided, []string, error) {
	root, err := parse("permissions.json")
	if err != nil {
		return nil, nil, err
	}
	rules := map[string]decided{}
	all := []string{}
	for _, member := range root.Members() {
		one := decided{}
		switch {
		case !member.IsText():
			one.permissions = member.Texts()
			if len(one.permissions) == 0 {
				member.Failf("needs nothing")
			}
		case member.Text() == "always":
			one.rule = Always
		case member.Text() == "never":
			one.rule = Never
		default:
			member.Failf("is neither always nor never")
		}
		rules[member.Name] = one
		all = append(all, one.permissions...)
	}
	return rules, all, root.Err()
}

// tableOf finds the table of a version: each holds until the next one of its minor, and the first for what is before it.
func tableOf(version string) (string, error) {
	minor := version[:strings.LastIndex(version, ".")+1]
	tables, err := fs.Glob(contract.Files, "apis-"+minor+"*.json")
	if err != nil {
		return "", err
	}
	if len(tables) == 0 {
		return "", fmt.Errorf("there is no table for server %s", version)
	}
	since := func(table string) int { return patchOf(strings.TrimSuffix(table, ".json")) }
	slices.SortFunc(tables, func(a, b string) int { return since(a) - since(b) })
	found := tables[0]
	for _, table := range tables {
		if since(table) <= patchOf(version) {
			found = table
		}
	}
	return found, nil
}

func patchOf(version string) int {
	patch, err := strconv.Atoi(version[strings.LastIndex(version, ".")+1:])
	if err != nil {
		return -1
	}
	return patch
}

func readAPIs(table string, rules map[string]decided) ([]API, error) {
	root, err := parse(table)
	if err != nil {
		return nil, err
	}
	apis := []API{}
	given := root.Object("server", "apis")
	for _, node := range given.Get("apis").Items() {
		row := node.Object("api", "transport", "streaming", "scope", "access", "polling", "carriesNamespace", "namespaceLevel", "systemLevel")
		name := row.Text("api")
		rule, isRuled := rules[name]
		scope := row.Text("scope")
		if !isRuled {
			node.Failf("no permission is said for %s", name)
		}
		if rule.rule == ByPermissions && scope != "namespace" && scope != "cluster" {
			node.Failf("the scope of %s is not known", name)
		}
		apis = append(apis, API{
			Name:        name,
			Rule:        rule.rule,
			Permissions: rule.permissions,
			IsOfCluster: scope == "cluster",
			IsStreaming: row.Bool("streaming"),
			IsHTTP:      row.Text("transport") == "http",
			Kind:        kinds[name],
		})
	}
	return apis, root.Err()
}

func parse(name string) (strictjson.Node, error) {
	text, err := contract.Files.ReadFile(name)
	if err != nil {
		return strictjson.Node{}, err
	}
	root, err := strictjson.Parse(text)
	if err != nil {
		return strictjson.Node{}, fmt.Errorf("%s: %w", name, err)
	}
	return root, nil
}
