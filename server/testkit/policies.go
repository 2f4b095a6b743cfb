package testkit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	_ "go.temporal.io/api/operatorservice/v1" // The judge asks for what the server links.
	_ "go.temporal.io/api/workflowservice/v1"
	_ "go.temporal.io/server/api/adminservice/v1"
	"go.temporal.io/server/common/headers"

	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/contents"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/policyfile"
)

// Object is one of JSON.
type Object = map[string]any

// Judge knows the calls of the linked server.
func Judge(t testing.TB) *contents.Judge {
	t.Helper()
	judge, err := linkedJudge()
	Must(t, err)
	return judge
}

var linkedJudge = sync.OnceValues(func() (*contents.Judge, error) {
	of, err := catalogue.Of(headers.ServerVersion)
	if err != nil {
		return nil, err
	}
	return contents.NewJudge(of)
})

// Policy gives a policy with every permission of the server, the declared Temporal namespaces orders and payments, and the
// sections that are given.
func Policy(t testing.TB, sections Object) Object {
	t.Helper()
	policy := Object{
		"version":            decision.Version,
		"server":             headers.ServerVersion,
		"permissions":        Judge(t).Vocabulary().Names(),
		"temporalNamespaces": []string{"orders", "payments"},
		"roles":              Object{},
		"users":              Object{},
		"services":           Object{},
		"groups":             Object{},
		"certificates":       []any{},
	}
	for name, section := range sections {
		policy[name] = section
	}
	return policy
}

// Compile compiles a policy for the linked server.
func Compile(t testing.TB, policy Object) *decision.Policy {
	t.Helper()
	document, err := decision.Decode(JSON(t, policy))
	Must(t, err)
	compiled, err := decision.Compile(document, Judge(t).Vocabulary())
	Must(t, err)
	return compiled
}

// JSON writes a value.
func JSON(t testing.TB, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	Must(t, err)
	return text
}

// Files gives the files of a policy by name, with the users in a second one.
func Files(t testing.TB, policy Object) map[string][]byte {
	t.Helper()
	first, second := Object{}, Object{}
	for name, section := range policy {
		first[name] = section
	}
	delete(first, "users")
	second["users"] = policy["users"]
	return WithIndex(t, Hash(Whole(t, policy)), map[string][]byte{
		"policy-0.json": JSON(t, first),
		"policy-1.json": JSON(t, second),
	})
}

// WithIndex adds an index with the right hashes to files.
func WithIndex(t testing.TB, whole string, files map[string][]byte) map[string][]byte {
	t.Helper()
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	shards := []Object{}
	for _, name := range names {
		shards = append(shards, Object{"file": name, "sha256": Hash(files[name])})
	}
	files[policyfile.IndexFile] = JSON(t, Object{"version": policyfile.IndexVersion, "policy": whole, "shards": shards})
	return files
}

// Whole gives the text of a policy, of which the index has the hash.
func Whole(t testing.TB, policy Object) []byte {
	t.Helper()
	sections := []string{}
	for _, name := range []string{"version", "server", "permissions", "temporalNamespaces", "roles", "users", "services", "groups", "certificates"} {
		sections = append(sections, fmt.Sprintf("%q:%s", name, JSON(t, policy[name])))
	}
	return []byte("{" + strings.Join(sections, ",") + "}")
}

// Hash gives the SHA-256 of a text in hexadecimal.
func Hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Mount is a directory as Kubernetes mounts a ConfigMap in it.
type Mount struct {
	t         testing.TB
	Directory string
	snapshots int
}

// NewMount makes an empty one.
func NewMount(t testing.TB) *Mount { return &Mount{t: t, Directory: t.TempDir()} }

// Swap replaces all files at once, and removes those before as the kubelet does.
func (m *Mount) Swap(files map[string][]byte) {
	m.t.Helper()
	data := filepath.Join(m.Directory, "..data")
	before, _ := os.Readlink(data)
	m.snapshots++
	snapshot := fmt.Sprintf("..snapshot-%d", m.snapshots)
	Must(m.t, os.Mkdir(filepath.Join(m.Directory, snapshot), 0o755))
	for name, text := range files {
		Must(m.t, os.WriteFile(filepath.Join(m.Directory, snapshot, name), text, 0o644))
		if _, err := os.Lstat(filepath.Join(m.Directory, name)); err != nil {
			Must(m.t, os.Symlink(filepath.Join("..data", name), filepath.Join(m.Directory, name)))
		}
	}
	next := filepath.Join(m.Directory, "..data_tmp")
	Must(m.t, os.Symlink(snapshot, next))
	Must(m.t, os.Rename(next, data))
	if before != "" {
		Must(m.t, os.RemoveAll(filepath.Join(m.Directory, before)))
	}
}
