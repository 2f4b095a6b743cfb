// Package settings reads what this server has to know beside Temporal's own configuration: where its policy lies, how
// callers prove who they are, and what is written about its decisions.
package settings

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"cdk8s-temporal-auth/server/strictjson"
)

const (
	// EnvFile names the variable with the path of the settings file.
	EnvFile = "TEMPORAL_POLICY_SETTINGS"
	// DefaultFile is read where the variable is not set.
	DefaultFile = "/etc/temporal-auth/policy-settings/settings.json"
	// Version is the format that this server reads.
	Version = 1
	// DefaultStaleness is how long the last good policy counts as fresh.
	DefaultStaleness = 5 * time.Minute
)

// Settings are those of the policy.
type Settings struct {
	// Directory holds index.json and the files that it names.
	Directory string
	// GroupsClaim is the claim of tokens with the groups of their subject; without it tokens give no groups.
	GroupsClaim string
	// Issuers are those whose tokens are taken; any where there are none.
	Issuers []string
	// Authorities are the files with the CA certificates of each authority that the policy's certificates name.
	Authorities map[string][]string
	// Staleness says what comes after the policy could not be read for long.
	Staleness Staleness
	// DecisionLog says which decisions are logged.
	DecisionLog DecisionLog
	// MetricsListen is the address of the metrics of the policy; there are none where it is empty.
	MetricsListen string
}

// Staleness says what comes after the policy could not be read for long.
type Staleness struct {
	// After is how long the last good policy counts as fresh.
	After time.Duration
	// FailClosed denies everything from then on; otherwise the last good policy goes on deciding.
	FailClosed bool
}

// DecisionLog says which decisions are logged.
type DecisionLog struct {
	// Denied: all that are denied.
	Denied bool
	// AllowedShare of those that are allowed: from 0, none, to 1, all.
	AllowedShare float64
}

// Read reads the settings file that the environment names.
func Read() (*Settings, error) {
	path := os.Getenv(EnvFile)
	if path == "" {
		path = DefaultFile
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the settings of the policy: %w", err)
	}
	settings, err := Decode(text)
	if err != nil {
		return nil, fmt.Errorf("the settings of the policy: %s: %w", path, err)
	}
	return settings, nil
}

// Decode reads settings, or says what is wrong with them.
func Decode(text []byte) (*Settings, error) {
	root, err := strictjson.Parse(text)
	if err != nil {
		return nil, err
	}
	given := root.Object("version", "directory", "groupsClaim", "issuers", "authorities", "staleness", "decisionLog", "metrics")
	if version := given.Get("version").Integer(); version != Version {
		root.Failf("is of version %d; this server reads version %d", version, Version)
	}
	settings := &Settings{
		Directory:   absolute(given.Get("directory")),
		Authorities: map[string][]string{},
		Staleness:   Staleness{After: DefaultStaleness},
		DecisionLog: DecisionLog{Denied: true},
	}
	if given.Has("groupsClaim") {
		settings.GroupsClaim = filled(given.Get("groupsClaim"))
	}
	if given.Has("issuers") {
		settings.Issuers = filledList(given.Get("issuers"), filled)
	}
	for _, authority := range given.Members("authorities") {
		settings.Authorities[authority.Name] = filledList(authority.Node, absolute)
	}
	if given.Has("staleness") {
		settings.Staleness = staleness(given.Get("staleness"))
	}
	if given.Has("decisionLog") {
		settings.DecisionLog = decisionLog(given.Get("decisionLog"))
	}
	if given.Has("metrics") {
		settings.MetricsListen = address(given.Get("metrics").Object("listen").Get("listen"))
	}
	return settings, root.Err()
}

func staleness(node strictjson.Node) Staleness {
	given := node.Object("seconds", "failClosed")
	after := DefaultStaleness
	if given.Has("seconds") {
		after = time.Duration(given.Get("seconds").Integer()) * time.Second
	}
	if after < time.Second || after > 365*24*time.Hour {
		node.Failf("is not between a second and a year")
	}
	return Staleness{after, given.Bool("failClosed")}
}

func decisionLog(node strictjson.Node) DecisionLog {
	if !node.IsText() {
		sample := node.Object("sample").Get("sample")
		share := sample.Number()
		if share < 0 || share > 1 {
			sample.Failf("is not between 0 and 1")
		}
		return DecisionLog{Denied: true, AllowedShare: share}
	}
	switch node.Text() {
	case "denied":
		return DecisionLog{Denied: true}
	case "all":
		return DecisionLog{Denied: true, AllowedShare: 1}
	case "off":
	default:
		node.Failf(`is none of "denied", "all", "off" and {"sample": share}`)
	}
	return DecisionLog{}
}

func filledList(node strictjson.Node, read func(strictjson.Node) string) []string {
	texts := []string{}
	for _, item := range node.Items() {
		texts = append(texts, read(item))
	}
	if len(texts) == 0 {
		node.Failf("is empty")
	}
	return texts
}

func filled(node strictjson.Node) string {
	text := node.Text()
	if text == "" {
		node.Failf("is empty")
	}
	return text
}

func absolute(node strictjson.Node) string {
	path := filled(node)
	if !filepath.IsAbs(path) {
		node.Failf("is no absolute path")
	}
	return path
}

func address(node strictjson.Node) string {
	text := filled(node)
	if _, _, err := net.SplitHostPort(text); err != nil {
		node.Failf("is no address with a port")
	}
	return text
}
