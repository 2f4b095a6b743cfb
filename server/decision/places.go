package decision

import "slices"

// places is a set of declared Temporal namespaces by their numbers; nil is everything.
type places []uint64

func (p *places) has(number int) bool {
	return p == nil || number >= 0 && (*p)[number/64]&(1<<(number%64)) != 0
}

func (p *places) isEmpty() bool {
	return p != nil && !slices.ContainsFunc(*p, func(word uint64) bool { return word != 0 })
}

func (p *places) meets(other *places) bool {
	if p == nil || other == nil {
		return !p.isEmpty() && !other.isEmpty()
	}
	for index, word := range *p {
		if word&(*other)[index] != 0 {
			return true
		}
	}
	return false
}

// scope is a set of names that a request must name one of; nil asks for nothing.
type scope map[string]struct{}

func (s scope) holds(name string) bool {
	_, isThere := s[name]
	return s == nil || isThere
}
