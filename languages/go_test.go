// The library as a program in Go sees it. languages/check generates the package and runs these tests with it, beside the quickstart.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"

	. "example.com/cdk8s-temporal-auth-go/cdk8stemporalauth"
)

func TestTheQuickstartWritesTheBytesThatTypeScriptWrites(t *testing.T) {
	main()
	expected, written := manifestsIn(t, os.Getenv("TYPESCRIPT_MANIFESTS")), manifestsIn(t, "dist")
	if len(expected) == 0 || len(written) != len(expected) {
		t.Fatalf("wrote %d files, TypeScript %d", len(written), len(expected))
	}
	for name, text := range expected {
		if written[name] != text {
			t.Errorf("%s differs from what TypeScript writes", name)
		}
	}
}

func TestAnErrorTellsItsFacts(t *testing.T) {
	defer func() {
		details := AuthErrors_Details(fmt.Sprint(recover()))
		if details == nil {
			t.Fatal("nothing was refused, or the error told no facts")
		}
		if *details.Option != "MtlsPki.frontendDnsNames[0]" || *details.Value != `"*"` || *details.Code != "INVALID_SAN" {
			t.Errorf("option %s, value %s, code %s", *details.Option, *details.Value, *details.Code)
		}
	}()
	chart := cdk8s.NewChart(cdk8s.NewApp(nil), jsii.String("temporal"), &cdk8s.ChartProps{Namespace: jsii.String("temporal")})
	NewMtlsPki(chart, jsii.String("Pki"), &MtlsPkiProps{FrontendDnsNames: jsii.Strings("*")})
}

func manifestsIn(t *testing.T, folder string) map[string]string {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	return texts
}
