package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func says(text string) table {
	return table{"apis", func(of string) ([]byte, error) { return []byte(of + " " + text), nil }}
}

// folder has the tables of these patches, each of which says that nothing is said.
func folder(t *testing.T, patches ...string) string {
	dir := t.TempDir()
	for _, patch := range patches {
		if err := write(dir, patch, []table{says("nothing of " + patch)}); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestATableHoldsUntilTheNextOneOfItsMinor(t *testing.T) {
	dir := folder(t, "1.31.2", "1.31.10", "1.32.0")
	for version, want := range map[string]string{
		"1.31.2": "1.31.2", "1.31.9": "1.31.2", "1.31.10": "1.31.10", "1.31.11": "1.31.10",
		"1.32.7": "1.32.0", "1.31.1": "", "1.33.0": "", "1.3.5": "",
	} {
		if of, err := says("").standsFor(dir, version); of != want || err != nil {
			t.Errorf("the table of %q stands for %s, not of %q (%v)", of, version, want, err)
		}
	}
}

func TestAPatchThatChangesNothingHasNoTable(t *testing.T) {
	dir := folder(t, "1.31.2")
	same, other := []table{says("nothing of 1.31.2")}, []table{says("something")}
	if err := errors.Join(compare(dir, "1.31.3", same), write(dir, "1.31.3", same)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "apis-1.31.3.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it has one: %v", err)
	}
	if compare(dir, "1.31.3", other) == nil || compare(dir, "1.33.0", same) == nil {
		t.Error("a patch with other APIs, and a server without a table, are as they should be")
	}
	if err := errors.Join(write(dir, "1.31.3", other), compare(dir, "1.31.3", other), compare(dir, "1.31.2", same)); err != nil {
		t.Error(err)
	}
}
