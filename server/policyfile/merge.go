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

// merge gives the text of the policy that the shards are together, as the compiler wrote it before it was spread: compact,
// the sections in their order, and in those that are spread the members in the order of their names.
func merge(shards []shard) ([]byte, error) {
	whole := map[string][]byte{}
	merged := map[string]map[string][]byte{}
	for _, section := range spread {
		merged[section] = map[string][]byte{}
	}
	for number, one := range shards {
		root, err := strictjson.Parse(one.text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		for _, section := range root.Members() {
			switch {
			case slices.Contains(spread, section.Name):
				addMembers(merged[section.Name], section)
			case slices.Contains(sections, section.Name) && number == 0:
				whole[section.Name] = section.AppendCompact(nil)
			default:
				section.Failf("does not belong here")
			}
		}
		if err := root.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	for section, members := range merged {
		whole[section] = objectOf(members, slices.SortedFunc(maps.Keys(members), strictjson.CompareNames))
	}
	given := slices.DeleteFunc(slices.Clone(sections), func(section string) bool { return whole[section] == nil })
	return objectOf(whole, given), nil
}

func addMembers(merged map[string][]byte, section strictjson.Member) {
	for _, member := range section.Members() {
		if _, isThere := merged[member.Name]; isThere {
			member.Failf("stands in another file as well")
		}
		merged[member.Name] = member.AppendCompact(nil)
	}
}

func objectOf(members map[string][]byte, names []string) []byte {
	text := []byte{'{'}
	for index, name := range names {
		if index > 0 {
			text = append(text, ',')
		}
		text = append(strictjson.AppendText(text, name), ':')
		text = append(text, members[name]...)
	}
	return append(text, '}')
}
