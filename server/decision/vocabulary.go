package decision

import (
	"fmt"
	"slices"
	"strings"
)

// Admin is the permission for everything.
const Admin = "temporal:admin"

// Permission is the number of a permission in a Vocabulary.
type Permission uint8

// Mask is a set of permissions.
type Mask [maskWords]uint64

const maskWords = 4

func (m *Mask) add(permission Permission)      { m[permission/64] |= 1 << (permission % 64) }
func (m *Mask) has(permission Permission) bool { return m[permission/64]&(1<<(permission%64)) != 0 }

// Vocabulary numbers every permission that some call of the server can need.
type Vocabulary struct {
	names   []string
	numbers map[string]Permission
}

// NewVocabulary numbers permissions, which may repeat.
func NewVocabulary(names []string) (*Vocabulary, error) {
	sorted := slices.Compact(slices.Sorted(slices.Values(names)))
	if len(sorted) > maskWords*64 {
		return nil, fmt.Errorf("there are %d permissions, more than %d", len(sorted), maskWords*64)
	}
	vocabulary := &Vocabulary{sorted, make(map[string]Permission, len(sorted))}
	for number, name := range sorted {
		if name != Admin && !isOneAction(name) {
			return nil, fmt.Errorf("%q is no permission", name)
		}
		vocabulary.numbers[name] = Permission(number)
	}
	return vocabulary, nil
}

// Numbers gives those of permissions of the vocabulary.
func (v *Vocabulary) Numbers(names []string) ([]Permission, error) {
	numbers := make([]Permission, 0, len(names))
	for _, name := range names {
		number, isKnown := v.numbers[name]
		if !isKnown {
			return nil, fmt.Errorf("%q is not a permission of this server", name)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
}

// Name gives the name of a permission.
func (v *Vocabulary) Name(permission Permission) string { return v.names[permission] }

// Names gives all names in ascending order.
func (v *Vocabulary) Names() []string { return slices.Clone(v.names) }

// implies tells whether who holds the one permission has the other.
func implies(held, needed string) bool {
	if held == Admin || held == needed {
		return true
	}
	resource, isAll := strings.CutSuffix(held, "*")
	return isAll && strings.HasSuffix(resource, ":") && strings.HasPrefix(needed, resource)
}

// isOneAction tells whether a text is temporal:<resource>:<action>.
func isOneAction(text string) bool {
	parts := strings.Split(text, ":")
	return len(parts) == 3 && parts[0] == "temporal" && isWord(parts[1]) && isWord(parts[2])
}

func isWord(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-") == ""
}
