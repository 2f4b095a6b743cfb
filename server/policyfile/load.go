// Package policyfile holds the policy that decides: it reads it from the files of a directory, and reads it again when
// they change.
//
// The directory holds index.json, which names the files that together are the policy, with their hashes and the hash of
// the whole text. What does not match is a defect, and a policy with a defect is never used.
package policyfile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/strictjson"
)

// IndexFile is the name of the file that names the others.
const IndexFile = "index.json"

// IndexVersion is the format of the index that this server reads.
const IndexVersion = 1

// Loaded is a policy that was read without any defect.
type Loaded struct {
	Policy   *decision.Policy
	Document *decision.Document
	// Hash is that of the whole text of the policy, SHA-256 in hexadecimal.
	Hash string
	// index is the text that names the files with their hashes: where it is the same, so are they.
	index string
}

// Load reads the policy of a directory.
func Load(directory string, vocabulary *decision.Vocabulary) (*Loaded, error) {
	read, err := readConsistently(directory)
	if err != nil {
		return nil, err
	}
	return read.compile(vocabulary)
}

// files is what was read of a directory at one moment, hashes checked.
type files struct {
	index  string
	policy string
	shards []shard
}

type shard struct {
	name string
	text []byte
}

// attempts is how often a directory is read that is replaced in the middle of it.
const attempts = 5

func readConsistently(directory string) (*files, error) {
	var read *files
	var err error
	for range attempts {
		base := snapshotOf(directory)
		read, err = readFiles(base)
		if err == nil || snapshotOf(directory) == base {
			break
		}
	}
	return read, err
}

// snapshotOf gives the directory behind the link that Kubernetes swaps, which never changes; or the directory itself.
func snapshotOf(directory string) string {
	snapshot, err := filepath.EvalSymlinks(filepath.Join(directory, "..data"))
	if err != nil {
		return directory
	}
	return snapshot
}

func readFiles(base string) (*files, error) {
	text, err := os.ReadFile(filepath.Join(base, IndexFile))
	if err != nil {
		return nil, err
	}
	index, err := decodeIndex(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", IndexFile, err)
	}
	read := &files{index: string(text), policy: index.policy}
	for _, entry := range index.shards {
		text, err := os.ReadFile(filepath.Join(base, entry.file))
		if err != nil {
			return nil, err
		}
		if hash := hashOf(text); hash != entry.hash {
			return nil, fmt.Errorf("%s has the hash %s, and %s says %s", entry.file, hash, IndexFile, entry.hash)
		}
		read.shards = append(read.shards, shard{entry.file, text})
	}
	return read, nil
}

type index struct {
	policy string
	shards []indexEntry
}

type indexEntry struct {
	file, hash string
}

func decodeIndex(text []byte) (*index, error) {
	root, err := strictjson.Parse(text)
	if err != nil {
		return nil, err
	}
	given := root.Object("version", "policy", "shards")
	if version := given.Get("version").Integer(); version != IndexVersion {
		root.Failf("is of version %d; this server reads version %d", version, IndexVersion)
	}
	decoded := &index{policy: hash(given.Get("policy"))}
	seen := map[string]bool{}
	for _, node := range given.Get("shards").Items() {
		entry := node.Object("file", "sha256")
		file := entry.Get("file").Text()
		if file == "" || file == IndexFile || strings.HasPrefix(file, ".") || strings.ContainsAny(file, `/\`) {
			node.Failf("%q is no name of a file beside it", file)
		}
		if seen[file] {
			node.Failf("%q stands there twice", file)
		}
		seen[file] = true
		decoded.shards = append(decoded.shards, indexEntry{file, hash(entry.Get("sha256"))})
	}
	if len(decoded.shards) == 0 {
		root.Failf("names no file")
	}
	return decoded, root.Err()
}

func hash(node strictjson.Node) string {
	text := node.Text()
	if bytes, err := hex.DecodeString(text); err != nil || len(bytes) != sha256.Size || text != strings.ToLower(text) {
		node.Failf("is no SHA-256 in lower-case hexadecimal")
	}
	return text
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (f *files) compile(vocabulary *decision.Vocabulary) (*Loaded, error) {
	whole, err := merge(f.shards)
	if err != nil {
		return nil, err
	}
	if hash := hashOf(whole.AppendCompact(nil)); hash != f.policy {
		return nil, fmt.Errorf("the whole policy has the hash %s, and %s says %s", hash, IndexFile, f.policy)
	}
	document, err := decision.DecodeNode(whole)
	if err != nil {
		return nil, fmt.Errorf("the policy: %w", err)
	}
	policy, err := decision.Compile(document, vocabulary)
	if err != nil {
		return nil, fmt.Errorf("the policy: %w", err)
	}
	return &Loaded{policy, document, f.policy, f.index}, nil
}

// checkAuthorities holds that the settings know the authority of each certificate.
func (l *Loaded) checkAuthorities(known map[string]bool) error {
	problems := []error{}
	for _, certificate := range l.Document.Certificates {
		if !known[certificate.Authority] {
			problems = append(problems, fmt.Errorf("the authority %q of %q has no files in the settings", certificate.Authority, certificate.URI))
		}
	}
	return errors.Join(problems...)
}
