package strictjson

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// AppendCanonical appends the value in the one form that a value has: without blanks, members in the order of their names
// as JavaScript sorts them, and texts as JSON.stringify writes them.
func (n Node) AppendCanonical(text []byte) []byte {
	return appendCanonical(text, n.value)
}

func appendCanonical(text []byte, value any) []byte {
	switch value := value.(type) {
	case object:
		return appendObject(text, value)
	case []any:
		text = append(text, '[')
		for index, item := range value {
			if index > 0 {
				text = append(text, ',')
			}
			text = appendCanonical(text, item)
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

func appendObject(text []byte, value object) []byte {
	text = append(text, '{')
	for index, name := range slices.SortedFunc(slices.Values(value.names), CompareNames) {
		if index > 0 {
			text = append(text, ',')
		}
		text = append(AppendText(text, name), ':')
		text = appendCanonical(text, value.members[name])
	}
	return append(text, '}')
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

// CompareNames orders texts as JavaScript does, by their UTF-16 units: there, what takes two of them comes before
// U+E000 and what follows it.
func CompareNames(a, b string) int {
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
