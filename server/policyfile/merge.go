package policyfile

import (
	"fmt"
	"maps"
	"slices"

	"cdk8s-temporal-auth/server/strictjson"
)

// sections are the members of a policy in the order of its whole text.
var sections = []string{"version", "server", "permissions", "temporalNamespaces", "roles", "users", "services", "groups", "certificates"}

// spread are objects of which each shard may hold some members; the other sections stand in the first shard alone.
var spread = []string{"roles", "users", "services", "groups"}

// merge gives the policy that the shards are together, as the compiler wrote it before it was spread: the sections in their
// order, and in those that are spread the members in the order of their names.
func merge(shards []shard) (strictjson.Node, error) {
	given := map[string]strictjson.Node{}
	merged := map[string]map[string]strictjson.Member{}
	for _, section := range spread {
		merged[section] = map[string]strictjson.Member{}
	}
	for number, one := range shards {
		root, err := strictjson.Parse(one.text)
		if err != nil {
			return root, fmt.Errorf("%s: %w", one.name, err)
		}
		for _, section := range root.Members() {
			switch {
			case slices.Contains(spread, section.Name):
				addMembers(merged[section.Name], section)
			case slices.Contains(sections, section.Name) && number == 0:
				given[section.Name] = section.Node
			default:
				section.Failf("does not belong here")
			}
		}
		if err := root.Err(); err != nil {
			return root, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	for section, members := range merged {
		given[section] = strictjson.NewObject(slices.SortedFunc(maps.Values(members), byName))
	}
	whole := []strictjson.Member{}
	for _, name := range sections {
		if section, isGiven := given[name]; isGiven {
			whole = append(whole, strictjson.Member{Name: name, Node: section})
		}
	}
	return strictjson.NewObject(whole), nil
}

func addMembers(merged map[string]strictjson.Member, section strictjson.Member) {
	for _, member := range section.Members() {
		if _, isThere := merged[member.Name]; isThere {
			member.Failf("stands in another file as well")
		}
		merged[member.Name] = member
	}
}

func byName(a, b strictjson.Member) int { return strictjson.CompareNames(a.Name, b.Name) }
