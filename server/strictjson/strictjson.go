// Package strictjson reads JSON of which every byte has to mean something: a member that nobody asks for, a member given
// twice, a value of another type, text after the end and broken UTF-8 are errors that name their place.
//
// encoding/json forgives all of these, and takes "Roles" for "roles" besides.
package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// object keeps its members in the order of the text.
type object struct {
	names   []string
	members map[string]any
}

// Parse reads one JSON value. What is asked of the nodes afterwards can fail as well: look at Err of the node at the end.
func Parse(text []byte) (Node, error) {
	if !utf8.Valid(text) {
		return Node{}, errors.New("is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	value, err := read(decoder)
	if err != nil {
		return Node{}, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Node{}, fmt.Errorf("has more text after the value, at byte %d", decoder.InputOffset())
	}
	return Node{failure: new(error), value: value}, nil
}

func read(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, notJSON(err)
	}
	switch token {
	case json.Delim('{'):
		return readObject(decoder)
	case json.Delim('['):
		return readArray(decoder)
	default:
		return token, nil
	}
}

func readObject(decoder *json.Decoder) (any, error) {
	parsed := object{members: map[string]any{}}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, notJSON(err)
		}
		name, isText := token.(string)
		if !isText {
			return nil, fmt.Errorf("is not JSON: a member without a name at byte %d", decoder.InputOffset())
		}
		if _, isThere := parsed.members[name]; isThere {
			return nil, fmt.Errorf("has the member %q twice in one object, at byte %d", name, decoder.InputOffset())
		}
		value, err := read(decoder)
		if err != nil {
			return nil, err
		}
		parsed.names = append(parsed.names, name)
		parsed.members[name] = value
	}
	return parsed, closed(decoder)
}

func readArray(decoder *json.Decoder) (any, error) {
	items := []any{}
	for decoder.More() {
		item, err := read(decoder)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, closed(decoder)
}

func closed(decoder *json.Decoder) error {
	if _, err := decoder.Token(); err != nil {
		return notJSON(err)
	}
	return nil
}

func notJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("is not JSON: it ends too early")
	}
	return fmt.Errorf("is not JSON: %w", err)
}
