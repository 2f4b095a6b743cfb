package policyfile_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/policyfile"
	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/testkit"
)

func policyOf(t testing.TB, user string) testkit.Object {
	t.Helper()
	return testkit.Policy(t, testkit.Object{
		"roles": testkit.Object{"admin": testkit.Object{"allow": []string{"temporal:admin"}, "places": "*"}},
		"users": testkit.Object{user: testkit.Object{"roles": []string{"admin"}, "places": "*"}},
	})
}

// testdata/compiled is what policyFiles of src/enforcement/policy/shards.ts makes of a policy with three shards, with
// names that JavaScript and Go order in different ways.
func TestWhatTheCompilerWritesIsRead(t *testing.T) {
	loaded, err := policyfile.Load("testdata/compiled", testkit.Judge(t).Vocabulary())
	testkit.Must(t, err)
	if len(loaded.Document.Users) != 8 || len(loaded.Document.Groups) != 2 || len(loaded.Document.Certificates) != 1 {
		t.Errorf("%+v", loaded.Document)
	}
	if service, _ := loaded.Policy.ServiceOf("clients", "spiffe://here/worker"); service != "worker" {
		t.Errorf("the certificate stands for %q", service)
	}
}

// What is no whole policy of this version is none at all.
func TestDefectsOfFiles_G13_G19(t *testing.T) {
	good := testkit.Files(t, policyOf(t, "alice"))
	first := good["policy-0.json"]
	index := good[policyfile.IndexFile]
	with := func(name string, text []byte) map[string][]byte {
		files := maps.Clone(good)
		files[name] = text
		if text == nil {
			delete(files, name)
		}
		return files
	}
	replaced := func(text []byte, old, new string) []byte {
		changed := bytes.Replace(text, []byte(old), []byte(new), 1)
		if bytes.Equal(changed, text) {
			t.Fatalf("there is no %s", old)
		}
		return changed
	}
	// indexed gives files with an index that agrees with them.
	indexed := func(files map[string][]byte) map[string][]byte {
		whole := testkit.Hash(testkit.Whole(t, policyOf(t, "alice")))
		return testkit.WithIndex(t, whole, files)
	}
	for name, one := range map[string]struct {
		files map[string][]byte
		want  string
	}{
		"an empty directory":             {nil, "no such file"},
		"no index":                       {with(policyfile.IndexFile, nil), "no such file"},
		"an empty index":                 {with(policyfile.IndexFile, []byte{}), "ends too early"},
		"a truncated index":              {with(policyfile.IndexFile, index[:len(index)/2]), "index.json"},
		"an index of another version":    {with(policyfile.IndexFile, replaced(index, `"version":1`, `"version":2`)), "reads version 1"},
		"an index with an unknown field": {with(policyfile.IndexFile, replaced(index, `{`, `{"signature":"",`)), "knows no member"},
		"an index with a field twice":    {with(policyfile.IndexFile, replaced(index, `{`, `{"version":1,`)), "twice"},
		"an index without files":         {with(policyfile.IndexFile, testkit.JSON(t, testkit.Object{"version": 1, "policy": testkit.Hash(nil), "shards": []any{}})), "names no file"},
		"an index that leads elsewhere":  {with(policyfile.IndexFile, replaced(index, "policy-0.json", "../etc/passwd")), "no name of a file"},
		"an index with a file twice":     {with(policyfile.IndexFile, replaced(index, "policy-1.json", "policy-0.json")), "twice"},
		"an index with a broken hash":    {with(policyfile.IndexFile, replaced(index, `"sha256":"`, `"sha256":"0`)), "is no SHA-256"},
		"a missing shard":                {with("policy-1.json", nil), "no such file"},
		"a truncated shard":              {with("policy-0.json", first[:len(first)-1]), "has the hash"},
		"a changed shard":                {with("policy-0.json", replaced(first, "temporal:admin", "temporal:Admin")), "has the hash"},
		"an older shard":                 {with("policy-1.json", testkit.Files(t, policyOf(t, "bob"))["policy-1.json"]), "has the hash"},
		"an index of another policy":     {indexed(map[string][]byte{"policy-0.json": first}), "the whole policy has the hash"},
		"a role in two shards":           {indexed(map[string][]byte{"policy-0.json": first, "policy-1.json": []byte(`{"roles":{"admin":{}}}`)}), "another file"},
		"a head in the second shard":     {indexed(map[string][]byte{"policy-0.json": first, "policy-1.json": []byte(`{"version":1}`)}), "does not belong"},
		"a shard with an unknown field":  {indexed(map[string][]byte{"policy-0.json": first, "policy-1.json": []byte(`{"owners":{}}`)}), "does not belong"},
		"a shard that is no JSON":        {indexed(map[string][]byte{"policy-0.json": []byte("version: 1")}), "is not JSON"},
		"a policy of another version": {testkit.WithIndex(t, testkit.Hash(replaced(testkit.Whole(t, policyOf(t, "alice")), `"version":1`, `"version":9`)),
			map[string][]byte{"policy-0.json": replaced(testkit.Whole(t, policyOf(t, "alice")), `"version":1`, `"version":9`)}), "reads version 1"},
	} {
		mount := testkit.NewMount(t)
		mount.Swap(one.files)
		_, err := policyfile.Open(policyfile.Options{Directory: mount.Directory, Vocabulary: testkit.Judge(t).Vocabulary(), Staleness: settings.Staleness{After: time.Minute}})
		if err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	mount := testkit.NewMount(t)
	mount.Swap(good)
	if _, err := policyfile.Load(mount.Directory, testkit.Judge(t).Vocabulary()); err != nil {
		t.Errorf("the good one: %v", err)
	}
}

func TestAnAuthorityWithoutFilesIsADefect(t *testing.T) {
	options := policyfile.Options{Directory: "testdata/compiled", Vocabulary: testkit.Judge(t).Vocabulary(), Staleness: settings.Staleness{After: time.Minute}}
	if _, err := policyfile.Open(options); err == nil || !strings.Contains(err.Error(), `"clients"`) {
		t.Error(err)
	}
	options.Authorities = map[string][]string{"clients": {"/ca.crt"}}
	if _, err := policyfile.Open(options); err != nil {
		t.Error(err)
	}
}

// looks counts what came of looking at the files.
type looks struct {
	counting sync.Mutex
	counts   map[policyfile.Outcome]int
}

func (l *looks) observe(outcome policyfile.Outcome, _ *policyfile.Loaded, _ error) {
	l.counting.Lock()
	defer l.counting.Unlock()
	if l.counts == nil {
		l.counts = map[policyfile.Outcome]int{}
	}
	l.counts[outcome]++
}

func (l *looks) of(outcome policyfile.Outcome) int {
	l.counting.Lock()
	defer l.counting.Unlock()
	return l.counts[outcome]
}

func open(t testing.TB, mount *testkit.Mount, staleness settings.Staleness) (*policyfile.Store, *looks) {
	t.Helper()
	seen := &looks{}
	store, err := policyfile.Open(policyfile.Options{
		Directory: mount.Directory, Vocabulary: testkit.Judge(t).Vocabulary(), Staleness: staleness, Observer: seen.observe,
	})
	testkit.Must(t, err)
	return store, seen
}

func allows(t testing.TB, policy *decision.Policy, user string) bool {
	t.Helper()
	return policy != nil && policy.Decide(&decision.Caller{User: user}, decision.Ordinary, []decision.Need{{Cluster: true}}, nil).Allowed
}

func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for range 500 {
		if holds() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s: it never happens", what)
}

func TestTheLastGoodPolicyStays_G19(t *testing.T) {
	mount := testkit.NewMount(t)
	good := testkit.Files(t, policyOf(t, "alice"))
	mount.Swap(good)
	store, seen := open(t, mount, settings.Staleness{After: time.Hour})
	store.Look()
	if seen.of(policyfile.Unchanged) != 1 {
		t.Error("the same files are another policy")
	}
	for _, name := range []string{policyfile.IndexFile, "policy-0.json", "policy-1.json"} {
		bad := maps.Clone(good)
		bad[name] = bad[name][:len(bad[name])-2]
		mount.Swap(bad)
		store.Look()
	}
	testkit.Must(t, os.RemoveAll(mount.Directory))
	store.Look()
	if seen.of(policyfile.Defective) != 4 || !allows(t, store.Current(), "alice") {
		t.Errorf("%v", seen.counts)
	}
	testkit.Must(t, os.Mkdir(mount.Directory, 0o755))
	mount.Swap(testkit.Files(t, policyOf(t, "bob")))
	store.Look()
	if allows(t, store.Current(), "alice") || !allows(t, store.Current(), "bob") {
		t.Error("the next good policy does not decide")
	}
}

func TestStaleness(t *testing.T) {
	for _, failClosed := range []bool{false, true} {
		mount := testkit.NewMount(t)
		mount.Swap(testkit.Files(t, policyOf(t, "alice")))
		store, _ := open(t, mount, settings.Staleness{After: 50 * time.Millisecond, FailClosed: failClosed})
		if !allows(t, store.Current(), "alice") {
			t.Error("a fresh policy does not decide")
		}
		time.Sleep(100 * time.Millisecond)
		if allows(t, store.Current(), "alice") == failClosed {
			t.Errorf("fail closed %t: a stale policy decides: %t", failClosed, !failClosed)
		}
		store.Look()
		if !allows(t, store.Current(), "alice") {
			t.Error("a policy that is fresh again does not decide")
		}
	}
}

func TestFilesInAPlainDirectory(t *testing.T) {
	directory := t.TempDir()
	write := func(user string) {
		for name, text := range testkit.Files(t, policyOf(t, user)) {
			testkit.Must(t, os.WriteFile(filepath.Join(directory, name), text, 0o600))
		}
	}
	write("alice")
	mount := &testkit.Mount{Directory: directory}
	store, _ := open(t, mount, settings.Staleness{After: time.Hour})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go store.Watch(ctx)
	time.Sleep(50 * time.Millisecond)
	write("bob")
	eventually(t, "a file by file change decides", func() bool { return allows(t, store.Current(), "bob") })
}

// Under load, and while the mount is swapped as the kubelet does it, each decision is by one policy or the other,
// none of them torn; and what was swapped in last decides in the end.
func TestAThousandSwapsUnderLoad_G20(t *testing.T) {
	mount := testkit.NewMount(t)
	both := []map[string][]byte{testkit.Files(t, policyOf(t, "alice")), testkit.Files(t, policyOf(t, "bob"))}
	mount.Swap(both[0])
	store, seen := open(t, mount, settings.Staleness{After: time.Hour})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go store.Watch(ctx)
	decisions, torn := atomic.Int64{}, atomic.Int64{}
	group := sync.WaitGroup{}
	for range 4 {
		group.Go(func() {
			for ctx.Err() == nil {
				policy := store.Current()
				if allows(t, policy, "alice") == allows(t, policy, "bob") {
					torn.Add(1)
				}
				decisions.Add(1)
			}
		})
	}
	for swap := range 1000 {
		mount.Swap(both[(swap+1)%2])
		if swap%10 == 0 {
			store.Look()
		}
	}
	mount.Swap(both[1])
	eventually(t, "the last one decides", func() bool { return allows(t, store.Current(), "bob") })
	stop()
	group.Wait()
	if torn.Load() > 0 || seen.of(policyfile.Swapped) < 10 || decisions.Load() < 1000 {
		t.Errorf("%d of %d decisions are by no policy; %v", torn.Load(), decisions.Load(), seen.counts)
	}
	if seen.of(policyfile.Defective) > 0 {
		t.Errorf("a directory that is swapped is taken for a defect: %v", seen.counts)
	}
}

func BenchmarkReloadOfTenThousandUsers(b *testing.B) {
	users := testkit.Object{}
	for number := range 10_000 {
		users["user-"+string(rune('a'+number%26))+time.Duration(number).String()] = testkit.Object{"roles": []string{"admin"}, "places": "*"}
	}
	policy := policyOf(b, "alice")
	policy["users"] = users
	mount := testkit.NewMount(b)
	mount.Swap(testkit.Files(b, policy))
	vocabulary := testkit.Judge(b).Vocabulary()
	for b.Loop() {
		if _, err := policyfile.Load(mount.Directory, vocabulary); err != nil {
			b.Fatal(err)
		}
	}
}
