package main

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"go.temporal.io/server/common/config"
	"gopkg.in/yaml.v3"
)

// configKeys is the closed tree of keys that the server's YAML decoder reads. A struct is an
// object, a list is an array of one element, a map is an object with the one key "*", and a leaf
// is the name of its type.
func configKeys() (any, error) {
	return keysOf(reflect.TypeFor[config.Config](), nil)
}

var (
	durationType        = reflect.TypeFor[time.Duration]()
	yamlUnmarshalerType = reflect.TypeFor[yaml.Unmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func keysOf(t reflect.Type, above []reflect.Type) (any, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == durationType {
		return "duration", nil
	}
	// A type that decodes itself cannot be seen into by reflection.
	if reflect.PointerTo(t).Implements(yamlUnmarshalerType) || reflect.PointerTo(t).Implements(textUnmarshalerType) {
		return "decoded by " + t.String(), nil
	}
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Float64, reflect.Float32,
		reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint32, reflect.Uint64:
		return t.Kind().String(), nil
	case reflect.Interface:
		return "any", nil
	case reflect.Slice:
		element, err := keysOf(t.Elem(), above)
		return []any{element}, err
	case reflect.Map:
		value, err := keysOf(t.Elem(), above)
		return map[string]any{"*": value}, err
	case reflect.Struct:
		return structKeys(t, above)
	default:
		return nil, fmt.Errorf("%s: no rule for a %s", t, t.Kind())
	}
}

func structKeys(t reflect.Type, above []reflect.Type) (any, error) {
	for _, outer := range above {
		if outer == t {
			return nil, fmt.Errorf("%s contains itself; the tree would not end", t)
		}
	}
	keys := map[string]any{}
	for i := range t.NumField() {
		field := t.Field(i)
		name, inline := yamlName(field)
		if name == "-" || (!field.IsExported() && !field.Anonymous) {
			continue
		}
		value, err := keysOf(field.Type, append(above, t))
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, field.Name, err)
		}
		if inline {
			for key, inner := range value.(map[string]any) {
				keys[key] = inner
			}
			continue
		}
		if _, twice := keys[name]; twice {
			return nil, fmt.Errorf("%s: two fields read the key %q", t, name)
		}
		keys[name] = value
	}
	return keys, nil
}

// yamlName follows yaml.v3: the tag's name, else the field's name in lower case.
func yamlName(field reflect.StructField) (name string, inline bool) {
	tag := field.Tag.Get("yaml")
	if tag == "" && !strings.Contains(string(field.Tag), ":") {
		tag = string(field.Tag)
	}
	parts := strings.Split(tag, ",")
	for _, flag := range parts[1:] {
		inline = inline || flag == "inline"
	}
	if parts[0] != "" {
		return parts[0], inline
	}
	return strings.ToLower(field.Name), inline
}

func renderKeys(version string, keys any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(struct {
		Server string `json:"server"`
		Keys   any    `json:"keys"`
	}{version, keys})
	return b.Bytes(), err
}
