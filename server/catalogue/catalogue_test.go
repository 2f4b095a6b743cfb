package catalogue

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cdk8s-temporal-auth/server/contract"
	"cdk8s-temporal-auth/server/decision"
)

func find(t *testing.T, of *Catalogue, name string) API {
	t.Helper()
	index := slices.IndexFunc(of.APIs, func(api API) bool { return api.Name == name })
	if index < 0 {
		t.Fatalf("there is no %s", name)
	}
	return of.APIs[index]
}

func TestTheCatalogueOfAServer(t *testing.T) {
	of, err := Of("1.32.2")
	if err != nil {
		t.Fatal(err)
	}
	start := find(t, of, WorkflowService+"StartWorkflowExecution")
	if start.Request() != "temporal.api.workflowservice.v1.StartWorkflowExecutionRequest" || start.IsOfCluster || !slices.Equal(start.Permissions, []string{"temporal:workflow:start"}) {
		t.Errorf("%+v", start)
	}
	if health := find(t, of, "/grpc.health.v1.Health/Check"); health.Rule != Always {
		t.Errorf("%+v", health)
	}
	if list := find(t, of, "/grpc.health.v1.Health/List"); list.Rule != Never {
		t.Errorf("%+v", list)
	}
	if endpoints := find(t, of, OperatorService+"ListNexusEndpoints"); !endpoints.IsOfCluster || endpoints.Kind != decision.Filtered {
		t.Errorf("%+v", endpoints)
	}
	if dispatch := find(t, of, "/temporal.api.nexusservice.v1.NexusService/DispatchNexusTask"); !dispatch.IsHTTP {
		t.Errorf("%+v", dispatch)
	}
	always := 0
	for _, api := range of.APIs {
		if api.Rule == Always {
			always++
		}
	}
	if always != 2 {
		t.Errorf("%d APIs let everybody in", always)
	}
}

func TestEachServerHasItsAPIs(t *testing.T) {
	compared, err := contract.Files.ReadFile("compared.txt")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, version := range strings.Fields(string(compared)) {
		of, err := Of(version)
		if err != nil {
			t.Fatal(err)
		}
		counts[version] = len(of.APIs)
		for name := range kinds {
			find(t, of, name)
		}
	}
	if counts["1.31.2"] >= counts["1.32.2"] {
		t.Errorf("%v", counts)
	}
	for _, version := range []string{"1.30.4", "1.33.0", "1.32.99", "1.32", ""} {
		if _, err := Of(version); err == nil {
			t.Errorf("%q has a catalogue", version)
		}
	}
}

// Only what lies in a module can be embedded; these are the repository's own.
func TestTheTablesAreThoseOfTheContract(t *testing.T) {
	entries, err := contract.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		copied, err := contract.Files.ReadFile(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		original, err := os.ReadFile(filepath.Join("../../contract", entry.Name()))
		if err != nil || !bytes.Equal(copied, original) {
			t.Errorf("%s is another one: %v", entry.Name(), err)
		}
	}
	originals, err := filepath.Glob("../../contract/apis-*.json")
	if err != nil || len(originals)+3 != len(entries) {
		t.Errorf("%d tables of APIs, and %d files here: %v", len(originals), len(entries), err)
	}
}
