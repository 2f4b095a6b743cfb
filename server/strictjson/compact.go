package strictjson

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
)

// AppendCompact appends the value as JavaScript's JSON.stringify writes it, its members in the order of the text.
func (n Node) AppendCompact(text []byte) []byte {
	return appendCompact(text, n.value)
}

func appendCompact(text []byte, value any) []byte {
	switch value := value.(type) {
	case object:
		text = append(text, '{')
		for index, name := range value.names {
			if index > 0 {
				text = append(text, ',')
			}
			text = append(AppendText(text, name), ':')
			text = appendCompact(text, value.members[name])
		}
		return append(text, '}')
	case []any:
		text = append(text, '[')
		for index, item := range value {
			if index > 0 {
				text = append(text, ',')
			}
			text = appendCompact(text, item)
		}
		return append(text, ']')
	case string:
		return AppendText(text, value)
	case json.Number:
		return append(text, value...)
	case bool:
		return strconv.AppendBool(text, value)
	default:
		return append(text, "null"...)
	}
}

// AppendText appends a text as JSON.stringify writes it.
func AppendText(text []byte, value string) []byte {
	text = append(text, '"')
	for index := range len(value) {
		char := value[index]
		if short, isShort := shortEscapes[char]; isShort {
			text = append(text, '\\', short)
		} else if char < 0x20 {
			text = fmt.Appendf(text, `\u%04x`, char)
		} else {
			text = append(text, char)
		}
	}
	return append(text, '"')
}

var shortEscapes = map[byte]byte{'"': '"', '\\': '\\', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

// CompareTexts orders texts as JavaScript's sort does, by their UTF-16 units: there, what takes two of them comes before
// U+E000 and what follows it.
func CompareTexts(a, b string) int {
	for index := range min(len(a), len(b)) {
		if a[index] != b[index] {
			return cmp.Compare(unitOrder(a[index]), unitOrder(b[index]))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func unitOrder(lead byte) int {
	if lead == 0xEE || lead == 0xEF {
		return int(lead) + 0x100
	}
	return int(lead)
}

// CompareNames orders the members of a sorted object as JavaScript lists them: those that are numbers of items come first,
// as numbers.
func CompareNames(a, b string) int {
	itemOfA, isItemA := itemNumber(a)
	itemOfB, isItemB := itemNumber(b)
	switch {
	case isItemA && isItemB:
		return cmp.Compare(itemOfA, itemOfB)
	case isItemA:
		return -1
	case isItemB:
		return 1
	default:
		return CompareTexts(a, b)
	}
}

const lastItem = 1<<32 - 2

func itemNumber(name string) (uint64, bool) {
	number, err := strconv.ParseUint(name, 10, 32)
	return number, err == nil && number <= lastItem && strconv.FormatUint(number, 10) == name
}
