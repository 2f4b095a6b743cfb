// Command generator writes what the Temporal server of the linked version says about itself:
// every API that its frontend exposes, and every key that its configuration reads.
//
// Nothing in its output is typed by hand. The version is the one that go.mod pins, the APIs come
// from the gRPC services registered as the frontend registers them and from the server's own
// method table, the levels from asking the server's default authorizer, and the keys from
// reflection over the server's own configuration type.
//
// A table is named after the first patch that it is true of and holds until the next table of the
// same minor version, so that a patch which changes nothing needs none.
//
//	go run . -out ..      write the tables of this patch, where those before it do not hold
//	go run . -check ..    exit 1 where the tables that should hold for this patch do not
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

const serverModule = "go.temporal.io/server"

func main() {
	out := flag.String("out", "", "folder to write the tables to")
	check := flag.String("check", "", "folder whose tables must hold for the linked server")
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
	tables, err := generate()
	if err != nil {
		return err
	}
	if out != "" {
		return write(out, version, tables)
	}
	return compare(check, version, tables)
}

func generate() ([]table, error) {
	apis, err := apiCatalogue()
	if err != nil {
		return nil, err
	}
	keys, err := configKeys()
	if err != nil {
		return nil, err
	}
	return []table{
		{"apis", func(of string) ([]byte, error) { return renderCatalogue(of, apis) }},
		{"server-config-keys", func(of string) ([]byte, error) { return renderKeys(of, keys) }},
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
