package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/testkit"
)

// asServer makes the test's own program be the server.
const asServer = "TEST_AS_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		_ = newApp().Run(os.Args)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func serverCommand(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0], arguments...)
	command.Env = append(os.Environ(), asServer+"=1")
	return command
}

// running is a server with databases in memory.
type running struct {
	t       *testing.T
	issuer  *testkit.Issuer
	mount   *testkit.Mount
	address string
	metrics string
	output  *output
}

// output is what a program prints while it runs.
type output struct {
	writing sync.Mutex
	text    bytes.Buffer
}

func (o *output) Write(text []byte) (int, error) {
	o.writing.Lock()
	defer o.writing.Unlock()
	return o.text.Write(text)
}

func (o *output) String() string {
	o.writing.Lock()
	defer o.writing.Unlock()
	return o.text.String()
}

func startServer(t *testing.T, policy testkit.Object) *running {
	t.Helper()
	server := &running{
		t:       t,
		issuer:  testkit.NewIssuer(t),
		mount:   testkit.NewMount(t),
		metrics: freeAddress(t),
		output:  &output{},
	}
	server.mount.Swap(testkit.Files(t, policy))
	folder := t.TempDir()
	config := filepath.Join(folder, "config.yaml")
	text, address := configOf(t, server.issuer.Authorization().JWTKeyProvider.KeySourceURIs[0], "policy")
	server.address = address
	testkit.Must(t, os.WriteFile(config, []byte(text), 0o600))
	given := filepath.Join(folder, "settings.json")
	testkit.Must(t, os.WriteFile(given, testkit.JSON(t, testkit.Object{
		"version": 1, "directory": server.mount.Directory, "groupsClaim": "groups", "decisionLog": "all",
		"metrics": testkit.Object{"listen": server.metrics},
	}), 0o600))
	command := serverCommand(t, "--config-file", config, "start",
		"--service", "frontend", "--service", "internal-frontend", "--service", "history", "--service", "matching", "--service", "worker")
	command.Env = append(command.Env, settings.EnvFile+"="+given)
	command.Stdout, command.Stderr = server.output, server.output
	testkit.Must(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
		if t.Failed() {
			t.Log(server.output.String())
		}
	})
	return server
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	testkit.Must(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

func freePort(t *testing.T) string {
	t.Helper()
	_, port, err := net.SplitHostPort(freeAddress(t))
	testkit.Must(t, err)
	return port
}

func configOf(t *testing.T, keys, authorizer string) (text, frontend string) {
	t.Helper()
	services := &strings.Builder{}
	for _, service := range []string{"frontend", "internal-frontend", "history", "matching", "worker"} {
		port := freePort(t)
		if service == "frontend" {
			frontend = "127.0.0.1:" + port
		}
		fmt.Fprintf(services, "  %s:\n    rpc: {grpcPort: %s, membershipPort: %s, bindOnLocalHost: true}\n", service, port, freePort(t))
	}
	datastore := "{sql: {pluginName: sqlite, databaseName: default, connectAddr: localhost, connectProtocol: tcp, " +
		"connectAttributes: {mode: memory, cache: private}, maxConns: 1, maxIdleConns: 1, maxConnLifetime: 1h}}"
	return fmt.Sprintf(`
log: {stdout: true, level: info}
persistence:
  defaultStore: main
  visibilityStore: visibility
  numHistoryShards: 1
  datastores:
    main: %[1]s
    visibility: %[1]s
global:
  membership: {maxJoinDuration: 30s, broadcastAddress: 127.0.0.1}
  authorization:
    authorizer: %[4]q
    claimMapper: %[4]q
    jwtKeyProvider: {keySourceURIs: [%[3]q]}
services:
%[2]s
clusterMetadata:
  enableGlobalNamespace: false
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation:
    active: {enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: %[5]q}
dcRedirectionPolicy: {policy: noop}
`, datastore, services, keys, authorizer, frontend), frontend
}

// as gives the context of a call of a subject, or of nobody.
func (r *running) as(subject string) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	r.t.Cleanup(cancel)
	if subject == "" {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", r.issuer.Bearer(testkit.Claims(subject, nil)))
}

func (r *running) connect() *grpc.ClientConn {
	r.t.Helper()
	connection, err := grpc.NewClient(r.address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	testkit.Must(r.t, err)
	r.t.Cleanup(func() { _ = connection.Close() })
	client := workflowservice.NewWorkflowServiceClient(connection)
	for range 300 {
		_, err = client.GetSystemInfo(r.as(""), &workflowservice.GetSystemInfoRequest{})
		if err == nil {
			return connection
		}
		time.Sleep(200 * time.Millisecond)
	}
	r.t.Fatalf("the server does not answer: %v", err)
	return nil
}

func everywhere(roles ...string) testkit.Object {
	return testkit.Object{"roles": roles, "places": "*"}
}

func slicePolicy(t *testing.T) testkit.Object {
	t.Helper()
	return testkit.Policy(t, testkit.Object{
		"roles": testkit.Object{
			"admin":   testkit.Object{"allow": []string{"temporal:admin"}, "places": "*"},
			"viewer":  testkit.Object{"allow": []string{"temporal:workflow:list", "temporal:namespace:list", "temporal:namespace:read"}, "places": []string{"orders"}},
			"starter": testkit.Object{"allow": []string{"temporal:workflow:start"}, "places": []string{"orders"}},
		},
		"users": testkit.Object{"root": everywhere("admin"), "vera": everywhere("viewer"), "stan": everywhere("starter")},
	})
}

func TestARunningServerDecidesByThePolicy(t *testing.T) {
	server := startServer(t, slicePolicy(t))
	connection := server.connect()
	workflows, operator := workflowservice.NewWorkflowServiceClient(connection), operatorservice.NewOperatorServiceClient(connection)

	ids := map[string]string{}
	for _, name := range []string{"orders", "payments"} {
		_, err := workflows.RegisterNamespace(server.as("root"), &workflowservice.RegisterNamespaceRequest{
			Namespace: name, WorkflowExecutionRetentionPeriod: durationpb.New(24 * time.Hour),
		})
		testkit.Must(t, err)
		described, err := workflows.DescribeNamespace(server.as("root"), &workflowservice.DescribeNamespaceRequest{Namespace: name})
		testkit.Must(t, err)
		ids[name] = described.GetNamespaceInfo().GetId()
	}
	list := func(subject, namespace string) error {
		_, err := workflows.ListWorkflowExecutions(server.as(subject), &workflowservice.ListWorkflowExecutionsRequest{Namespace: namespace})
		return err
	}
	describe := func(subject, id string) error {
		_, err := workflows.DescribeNamespace(server.as(subject), &workflowservice.DescribeNamespaceRequest{Id: id})
		return err
	}
	// The frontend knows new Temporal namespaces a while later.
	for range 100 {
		if status.Code(list("root", "orders")) == codes.OK && status.Code(list("root", "payments")) == codes.OK {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	for name, one := range map[string]struct {
		got  error
		want codes.Code
	}{
		"a viewer lists where it may":                {list("vera", "orders"), codes.OK},
		"a viewer lists nowhere else":                {list("vera", "payments"), codes.PermissionDenied},
		"a starter lists nothing":                    {list("stan", "orders"), codes.PermissionDenied},
		"somebody unknown lists nothing":             {list("eve", "orders"), codes.PermissionDenied},
		"nobody lists nothing":                       {list("", "orders"), codes.PermissionDenied},
		"a viewer describes its own by id":           {describe("vera", ids["orders"]), codes.OK},
		"a viewer describes no other by id":          {describe("vera", ids["payments"]), codes.PermissionDenied},
		"a viewer learns nothing of what is not":     {describe("vera", "00000000-0000-4000-8000-000000000000"), codes.PermissionDenied},
		"an administrator learns that it is not":     {describe("root", "00000000-0000-4000-8000-000000000000"), codes.NotFound},
		"an administrator describes any by its id":   {describe("root", ids["payments"]), codes.OK},
		"whoever holds no permission describes none": {describe("stan", ids["orders"]), codes.PermissionDenied},
	} {
		if got := status.Code(one.got); got != one.want {
			t.Errorf("%s: %s, not %s (%v)", name, got, one.want, one.got)
		}
	}
	seen := func(subject string) string {
		answer, err := workflows.ListNamespaces(server.as(subject), &workflowservice.ListNamespacesRequest{})
		if err != nil {
			return status.Code(err).String()
		}
		names := []string{}
		for _, one := range answer.GetNamespaces() {
			names = append(names, one.GetNamespaceInfo().GetName())
		}
		return strings.Join(names, " ")
	}
	if got := seen("vera"); got != "orders" {
		t.Errorf("a viewer of orders sees %s", got)
	}
	if got := seen("root"); !strings.Contains(got, "orders") || !strings.Contains(got, "payments") || !strings.Contains(got, "temporal-system") {
		t.Errorf("an administrator sees %s", got)
	}
	if got := seen("stan"); got != codes.PermissionDenied.String() {
		t.Errorf("a starter sees %s", got)
	}
	if _, err := operator.ListNexusEndpoints(server.as("vera"), &operatorservice.ListNexusEndpointsRequest{}); status.Code(err) != codes.PermissionDenied {
		t.Errorf("a viewer lists endpoints: %v", err)
	}
	if _, err := operator.ListNexusEndpoints(server.as("root"), &operatorservice.ListNexusEndpointsRequest{}); err != nil {
		t.Errorf("an administrator lists no endpoints: %v", err)
	}

	// The policy is swapped: whoever held something holds nothing, and the metrics tell.
	next := slicePolicy(t)
	delete(next["users"].(testkit.Object), "vera")
	server.mount.Swap(testkit.Files(t, next))
	for range 100 {
		if status.Code(list("vera", "orders")) == codes.PermissionDenied {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if got := status.Code(list("vera", "orders")); got != codes.PermissionDenied {
		t.Errorf("after the swap a viewer lists: %s", got)
	}
	shown := server.scrape()
	for _, want := range []string{
		`temporal_policy_decisions_total{api="/temporal.api.workflowservice.v1.WorkflowService/ListWorkflowExecutions",reason="GRANTED",role="viewer"}`,
		`temporal_policy_decisions_total{api="/temporal.api.workflowservice.v1.WorkflowService/ListWorkflowExecutions",reason="NOT_GRANTED",role=""}`,
		`reason="INTERNAL"`,
		`temporal_policy_reloads_total{outcome="swapped"} 2`,
		`temporal_policy_info{hash="` + testkit.Hash(testkit.Whole(t, next)) + `"} 1`,
		"temporal_policy_defective 0", "temporal_policy_age_seconds",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	if logged := server.output.String(); !strings.Contains(logged, `"holder":"user vera"`) || strings.Contains(logged, "eyJ") {
		t.Error("the log of decisions does not name who, or holds a token")
	}
}

func (r *running) scrape() string {
	r.t.Helper()
	answer, err := http.Get("http://" + r.metrics + "/metrics")
	testkit.Must(r.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	testkit.Must(r.t, err)
	return string(text)
}
