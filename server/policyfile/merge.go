package policyfile

import (
	"fmt"
	"maps"
	"slices"

	"cdk8s-temporal-auth/server/strictjson"
)

var (
	// onlyInFirst stand in the first shard alone.
	onlyInFirst = []string{"version", "server", "permissions", "temporalNamespaces"}
	// inEach are objects of which each shard may hold some members.
	inEach = []string{"roles", "users", "services", "groups"}
)

// certificates is a list of which each shard may hold some items.
const certificates = "certificates"

// merge gives the canonical text of the policy that the shards are together.
func merge(shards []shard) ([]byte, error) {
	whole := map[string][]byte{}
	merged := map[string]map[string][]byte{}
	for _, section := range inEach {
		merged[section] = map[string][]byte{}
	}
	listed := [][]byte{}
	for number, one := range shards {
		root, err := strictjson.Parse(one.text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		for _, section := range root.Members() {
			switch {
			case slices.Contains(inEach, section.Name):
				addMembers(merged[section.Name], section)
			case section.Name == certificates:
				for _, item := range section.Items() {
					listed = append(listed, item.AppendCanonical(nil))
				}
			case slices.Contains(onlyInFirst, section.Name) && number == 0:
				whole[section.Name] = section.AppendCanonical(nil)
			default:
				section.Failf("does not belong here")
			}
		}
		if err := root.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	for section, members := range merged {
		whole[section] = objectOf(members)
	}
	whole[certificates] = append(append([]byte{'['}, joined(listed)...), ']')
	return objectOf(whole), nil
}

func addMembers(merged map[string][]byte, section strictjson.Member) {
	for _, member := range section.Members() {
		if _, isThere := merged[member.Name]; isThere {
			member.Failf("stands in another file as well")
		}
		merged[member.Name] = member.AppendCanonical(nil)
	}
}

func objectOf(members map[string][]byte) []byte {
	texts := make([][]byte, 0, len(members))
	for _, name := range slices.SortedFunc(maps.Keys(members), strictjson.CompareNames) {
		texts = append(texts, append(append(strictjson.AppendText(nil, name), ':'), members[name]...))
	}
	return append(append([]byte{'{'}, joined(texts)...), '}')
}

func joined(texts [][]byte) []byte {
	all := []byte{}
	for index, text := range texts {
		if index > 0 {
			all = append(all, ',')
		}
		all = append(all, text...)
	}
	return all
}
