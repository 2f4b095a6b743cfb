package settings

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestDecode(t *testing.T) {
	got, err := Decode([]byte(`{"version":1,"directory":"/policy"}`))
	want := &Settings{Directory: "/policy", Authorities: map[string][]string{}, Staleness: Staleness{After: 5 * time.Minute}, DecisionLog: DecisionLog{Denied: true}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = Decode([]byte(`{"version":1,"directory":"/policy","groupsClaim":"groups","issuers":["https://here"],
		"authorities":{"clients":["/ca.crt"]},"staleness":{"seconds":60,"failClosed":true},
		"decisionLog":{"sample":0.25},"metrics":{"listen":"127.0.0.1:9091"}}`))
	want = &Settings{"/policy", "groups", []string{"https://here"}, map[string][]string{"clients": {"/ca.crt"}},
		Staleness{time.Minute, true}, DecisionLog{true, 0.25}, "127.0.0.1:9091"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestDecisionLog(t *testing.T) {
	for text, want := range map[string]DecisionLog{`"all"`: {true, 1}, `"denied"`: {true, 0}, `"off"`: {}, `{"sample":0}`: {true, 0}} {
		got, err := Decode([]byte(`{"version":1,"directory":"/policy","decisionLog":` + text + `}`))
		if err != nil || got.DecisionLog != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
}

func TestDefects(t *testing.T) {
	for members, want := range map[string]string{
		`"version":2,"directory":"/p"`:                                  "version 1",
		`"version":1`:                                                   `no member "directory"`,
		`"version":1,"directory":"p"`:                                   "no absolute path",
		`"version":1,"directory":"/p","Issuers":[]`:                     "knows no member",
		`"version":1,"directory":"/p","issuers":[]`:                     "is empty",
		`"version":1,"directory":"/p","groupsClaim":""`:                 "is empty",
		`"version":1,"directory":"/p","authorities":{"a":[]}`:           "is empty",
		`"version":1,"directory":"/p","authorities":{"a":["ca.crt"]}`:   "no absolute path",
		`"version":1,"directory":"/p","staleness":{"seconds":0}`:        "between a second and a year",
		`"version":1,"directory":"/p","staleness":{"failClosed":"yes"}`: "neither true nor false",
		`"version":1,"directory":"/p","decisionLog":"some"`:             "is none of",
		`"version":1,"directory":"/p","decisionLog":{"sample":2}`:       "between 0 and 1",
		`"version":1,"directory":"/p","metrics":{"listen":"127.0.0.1"}`: "no address",
		`"version":1,"directory":"/p","metrics":{}`:                     `no member "listen"`,
		`"version":1,"directory":"/p","directory":"/q"`:                 "twice",
	} {
		if _, err := Decode([]byte("{" + members + "}")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", members, err)
		}
	}
}

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	t.Setenv(EnvFile, path)
	if _, err := Read(); err == nil {
		t.Error("a file that is not there is read")
	}
	if err := os.WriteFile(path, []byte(`{"version":1,"directory":"/policy"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(); err != nil || got.Directory != "/policy" {
		t.Errorf("%+v, %v", got, err)
	}
}
