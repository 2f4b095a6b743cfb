package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// table is one kind of table, and its text under the name of a patch.
type table struct {
	kind   string
	render func(of string) ([]byte, error)
}

func (t table) path(dir, of string) string {
	return filepath.Join(dir, t.kind+"-"+of+".json")
}

// holds tells whether the table that stands for the patch says the same of it; false where none does.
func (t table) holds(dir, version string) (of string, same bool, err error) {
	if of, err = t.standsFor(dir, version); of == "" || err != nil {
		return of, false, err
	}
	have, err := os.ReadFile(t.path(dir, of))
	if err != nil {
		return of, false, err
	}
	want, err := t.render(of)
	return of, bytes.Equal(have, want), err
}

// standsFor is the patch whose table holds until another one follows: the newest of the same minor
// version up to this one.
func (t table) standsFor(dir, version string) (string, error) {
	minor, patch, err := split(version)
	if err != nil {
		return "", err
	}
	files, err := filepath.Glob(t.path(dir, minor+".*"))
	if err != nil {
		return "", err
	}
	newest := -1
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), t.kind+"-"), ".json")
		_, of, err := split(name)
		if err != nil {
			return "", err
		}
		if of <= patch && of > newest {
			newest = of
		}
	}
	if newest < 0 {
		return "", nil
	}
	return fmt.Sprintf("%s.%d", minor, newest), nil
}

func split(version string) (minor string, patch int, err error) {
	dot := strings.LastIndex(version, ".")
	if dot < 0 {
		return "", 0, fmt.Errorf("%q is no x.y.z", version)
	}
	patch, err = strconv.Atoi(version[dot+1:])
	return version[:dot], patch, err
}

// write adds the tables of a patch of which those before it are not true, or renews its own.
func write(dir, version string, tables []table) error {
	for _, t := range tables {
		of, same, err := t.holds(dir, version)
		if err != nil {
			return err
		}
		if same {
			fmt.Printf("%s: %s of %s hold\n", version, t.kind, of)
			continue
		}
		text, err := t.render(version)
		if err != nil {
			return err
		}
		if err := os.WriteFile(t.path(dir, version), text, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: wrote %s\n", version, t.path(dir, version))
	}
	return nil
}

func compare(dir, version string, tables []table) error {
	var wrong []error
	for _, t := range tables {
		of, same, err := t.holds(dir, version)
		switch {
		case err != nil:
			return err
		case same:
			fmt.Printf("%s: %s of %s hold\n", version, t.kind, of)
		case of == "":
			wrong = append(wrong, fmt.Errorf("%s has no %s; run the generator with -out and review", version, t.kind))
		default:
			wrong = append(wrong, fmt.Errorf("%s differs from the %s of %s; run the generator with -out and review", version, t.kind, of))
		}
	}
	return errors.Join(wrong...)
}
