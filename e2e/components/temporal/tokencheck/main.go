// Command tokencheck says what Temporal's own key provider and claim mapper make of tokens, each against a key set of its
// own: it reads a list of requests as JSON from standard input and writes the list of answers to standard output.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

type request struct {
	// JWKS is what the server's key source answers.
	JWKS string `json:"jwks"`
	// Token is sent as bearer.
	Token    string `json:"token"`
	Audience string `json:"audience"`
}

type answer struct {
	// KeysLost says why the provider has none of the set's keys; empty where it loaded them.
	KeysLost string `json:"keysLost"`
	// Refused says why the token is refused; empty where it is not.
	Refused string `json:"refused"`
	// System and Namespaces hold the roles of an accepted token, as the bits of the server.
	System     authorization.Role            `json:"system"`
	Namespaces map[string]authorization.Role `json:"namespaces"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "tokencheck-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "jwks.json")
	answers := []answer{}
	for _, each := range requests {
		if err := os.WriteFile(file, []byte(each.JWKS), 0o600); err != nil {
			return err
		}
		answers = append(answers, ask(each, "file://"+file))
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func ask(asked request, source string) answer {
	cfg := &config.Authorization{JWTKeyProvider: config.JWTKeyProvider{KeySourceURIs: []string{source}}}
	logger := &errorLog{Logger: log.NewNoopLogger()}
	mapper := authorization.NewDefaultJWTClaimMapper(authorization.NewDefaultTokenKeyProvider(cfg, logger), cfg, logger)
	claims, err := mapper.GetClaims(&authorization.AuthInfo{AuthToken: "Bearer " + asked.Token, Audience: asked.Audience})
	said := answer{KeysLost: strings.Join(logger.errors, "; ")}
	if err != nil {
		said.Refused = err.Error()
		return said
	}
	said.System, said.Namespaces = claims.System, claims.Namespaces
	return said
}

// errorLog keeps errors: the provider tells its log alone that it could not load a set.
type errorLog struct {
	log.Logger
	errors []string
}

func (l *errorLog) Error(message string, tags ...tag.Tag) {
	for _, each := range tags {
		message += fmt.Sprint(each.Value())
	}
	l.errors = append(l.errors, message)
}
