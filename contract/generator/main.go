// Command generator writes what the Temporal server of the linked version says about itself:
// every API that its frontend exposes, and every key that its configuration reads.
//
// Nothing in its output is typed by hand. The version is the one that go.mod pins, the APIs come
// from the gRPC services registered as the frontend registers them and from the server's own
// method table, the levels from asking the server's default authorizer, and the keys from
// reflection over the server's own configuration type.
//
//	go run . -out ..      write ../apis-<version>.json and ../server-config-keys-<version>.json
//	go run . -check ..    exit 1 when the files there differ from what would be written
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

const serverModule = "go.temporal.io/server"

func main() {
	out := flag.String("out", "", "folder to write the files to")
	check := flag.String("check", "", "folder whose files must equal what would be written")
	flag.Parse()
	if (*out == "") == (*check == "") || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "generator:", err)
		os.Exit(1)
	}
}

func run(out, check string) error {
	version, err := linkedServerVersion()
	if err != nil {
		return err
	}
	files, err := generate(version)
	if err != nil {
		return err
	}
	if out != "" {
		return write(out, files)
	}
	return compare(check, files)
}

type file struct {
	name string
	text []byte
}

func generate(version string) ([]file, error) {
	apis, err := apiCatalogue()
	if err != nil {
		return nil, err
	}
	keys, err := configKeys()
	if err != nil {
		return nil, err
	}
	minor := version[:strings.LastIndex(version, ".")]
	apisText, err := renderCatalogue(version, apis)
	if err != nil {
		return nil, err
	}
	keysText, err := renderKeys(version, keys)
	if err != nil {
		return nil, err
	}
	return []file{
		{"apis-" + minor + ".json", apisText},
		{"server-config-keys-" + minor + ".json", keysText},
	}, nil
}

// linkedServerVersion is the x.y.z of the server module that this binary was built with.
func linkedServerVersion() (string, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", fmt.Errorf("no build information: build with module support")
	}
	for _, dep := range info.Deps {
		if dep.Path != serverModule {
			continue
		}
		if dep.Replace != nil {
			return "", fmt.Errorf("%s is replaced; its version would not be the one named", serverModule)
		}
		return strings.TrimPrefix(dep.Version, "v"), nil
	}
	return "", fmt.Errorf("%s is not linked", serverModule)
}

func write(dir string, files []file) error {
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		if err := os.WriteFile(path, f.text, 0o644); err != nil {
			return err
		}
		fmt.Println("wrote", path)
	}
	return nil
}

func compare(dir string, files []file) error {
	for _, f := range files {
		path := filepath.Join(dir, f.name)
		have, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Equal(have, f.text) {
			return fmt.Errorf("%s differs from what the server says; run the generator with -out and review", path)
		}
		fmt.Println("same", path)
	}
	return nil
}
