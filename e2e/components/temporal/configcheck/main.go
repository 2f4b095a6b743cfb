// Command configcheck reads one Temporal server configuration file the way the server should have: strictly.
//
// The server decodes its configuration leniently: a misspelt or wrongly-cased key, a key on the wrong level, everything
// after a second "---" are dropped without a word, and what they meant to switch on stays off. This program decodes the
// same text into the server's own config.Config and names every key that nothing reads. Then the server's own loader
// and config.Validate have their say.
//
// It prints one JSON object {"ok", "unknown", "error"} and exits 1 unless ok.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"gopkg.in/yaml.v3"
)

type result struct {
	OK bool `json:"ok"`
	// Unknown holds yaml.v3's own words, e.g. "line 3: field authoriser not found in type config.Authorization".
	Unknown []string `json:"unknown"`
	Error   string   `json:"error"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: configcheck FILE")
		os.Exit(2)
	}
	checked := check(os.Args[1])
	if err := json.NewEncoder(os.Stdout).Encode(checked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !checked.OK {
		os.Exit(1)
	}
}

func check(path string) result {
	checked := result{Unknown: []string{}}
	text, err := os.ReadFile(path)
	if err != nil {
		checked.Error = err.Error()
		return checked
	}
	checked.Unknown, err = unknownKeys(text)
	if err == nil {
		err = loadAsServerDoes(path)
	}
	if err != nil {
		checked.Error = err.Error()
	}
	checked.OK = err == nil && len(checked.Unknown) == 0
	return checked
}

// unknownKeys decodes the text's one document with unknown keys refused, and returns those; any other fault is an error.
func unknownKeys(text []byte) ([]string, error) {
	unknown := []string{}
	// The server takes the first 1024 bytes with this word in a comment for a Go template, and runs it: then the text
	// is not the configuration.
	if bytes.Contains(text[:min(len(text), 1024)], []byte("enable-template")) {
		return unknown, errors.New("the text asks to be run as a template (enable-template)")
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	err := decoder.Decode(&config.Config{})
	var typeError *yaml.TypeError
	if errors.As(err, &typeError) {
		var others []string
		for _, message := range typeError.Errors {
			if strings.Contains(message, "not found in type") {
				unknown = append(unknown, message)
			} else {
				others = append(others, message)
			}
		}
		err = nil
		if len(others) > 0 {
			err = errors.New(strings.Join(others, "; "))
		}
	}
	if err != nil {
		return unknown, err
	}
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return unknown, errors.New("something follows the first YAML document: the server would not read it")
	}
	return unknown, refuseSelfDecoding(text)
}

// refuseSelfDecoding refuses the one section whose type decodes itself, leniently whatever the decoder was told.
func refuseSelfDecoding(text []byte) error {
	var sections map[string]yaml.Node
	if err := yaml.Unmarshal(text, &sections); err != nil {
		return err
	}
	if _, found := sections["otel"]; found {
		return errors.New("the section otel cannot be checked strictly")
	}
	return nil
}

// loadAsServerDoes goes the way of the server's own start: its loader, its validation and its choice of authorizer.
func loadAsServerDoes(path string) error {
	loaded, err := config.Load(config.WithConfigFile(path))
	if err != nil {
		return err
	}
	if err := loaded.Validate(); err != nil {
		return err
	}
	if _, err := authorization.GetAuthorizerFromConfig(&loaded.Global.Authorization); err != nil {
		return err
	}
	_, err = authorization.GetAudienceMapperFromConfig(&loaded.Global.Authorization)
	return err
}
