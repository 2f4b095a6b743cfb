package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	_ "unsafe" // for go:linkname

	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/api/adminservice/v1"
	"go.temporal.io/server/common/api"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// The server's method tables. They are not exported, and the Nexus operations have no gRPC
// descriptor that could list them, so the tables themselves are read.
//
//go:linkname workflowServiceMetadata go.temporal.io/server/common/api.workflowServiceMetadata
var workflowServiceMetadata map[string]api.MethodMetadata

//go:linkname operatorServiceMetadata go.temporal.io/server/common/api.operatorServiceMetadata
var operatorServiceMetadata map[string]api.MethodMetadata

//go:linkname nexusServiceMetadata go.temporal.io/server/common/api.nexusServiceMetadata
var nexusServiceMetadata map[string]api.MethodMetadata

// apiRow is one API of the frontend. The field order is the order in the file.
type apiRow struct {
	API       string `json:"api"`
	Transport string `json:"transport"` // grpc, or http for the Nexus operations
	Streaming bool   `json:"streaming"`
	Scope     string `json:"scope"`   // namespace, cluster, unknown
	Access    string `json:"access"`  // read, write, admin, unknown
	Polling   string `json:"polling"` // none, capable, always, unknown
	// Whether the request names a Temporal namespace, so that a namespace's role can count.
	CarriesNamespace bool `json:"carriesNamespace"`
	// What the default authorizer demands: always, read, write, admin, never.
	NamespaceLevel string `json:"namespaceLevel"` // from a role in the request's namespace alone
	SystemLevel    string `json:"systemLevel"`    // from a role in temporal-system alone
}

// apiCatalogue lists the gRPC methods of the services that the frontend registers
// (service/frontend/service.go, Start) and the Nexus operations of its method table.
func apiCatalogue() ([]apiRow, error) {
	if err := tablesMatchDescriptors(); err != nil {
		return nil, err
	}
	var rows []apiRow
	for service, info := range frontend().GetServiceInfo() {
		for _, method := range info.Methods {
			carries, err := requestCarriesNamespace(service, method.Name)
			if err != nil {
				return nil, err
			}
			row, err := newRow("/"+service+"/"+method.Name, "grpc", carries)
			if err != nil {
				return nil, err
			}
			row.Streaming = method.IsClientStream || method.IsServerStream
			rows = append(rows, row)
		}
	}
	for name := range nexusServiceMetadata {
		// The HTTP handlers pass the namespace of the endpoint, of the path or of the callback
		// token to the authorizer (service/frontend/nexus_handler.go).
		row, err := newRow(api.NexusServicePrefix+name, "http", true)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].API < rows[j].API })
	return rows, nil
}

func newRow(fullName, transport string, carriesNamespace bool) (apiRow, error) {
	metadata := api.GetMethodMetadata(fullName)
	levels, err := askDefaultAuthorizer(fullName, carriesNamespace)
	if err != nil {
		return apiRow{}, err
	}
	return apiRow{
		API:              fullName,
		Transport:        transport,
		Scope:            scopeNames[metadata.Scope],
		Access:           accessNames[metadata.Access],
		Polling:          pollingNames[metadata.Polling],
		CarriesNamespace: carriesNamespace,
		NamespaceLevel:   levels.namespace,
		SystemLevel:      levels.system,
	}, nil
}

var scopeNames = map[api.Scope]string{
	api.ScopeUnknown: "unknown", api.ScopeNamespace: "namespace", api.ScopeCluster: "cluster",
}

var accessNames = map[api.Access]string{
	api.AccessUnknown: "unknown", api.AccessReadOnly: "read", api.AccessWrite: "write", api.AccessAdmin: "admin",
}

var pollingNames = map[api.Polling]string{
	api.PollingUnknown: "unknown", api.PollingNone: "none", api.PollingCapable: "capable", api.PollingAlways: "always",
}

// frontend registers the same services as the server's frontend does, without handlers.
func frontend() *grpc.Server {
	server := grpc.NewServer()
	healthpb.RegisterHealthServer(server, health.NewServer())
	workflowservice.RegisterWorkflowServiceServer(server, workflowservice.UnimplementedWorkflowServiceServer{})
	adminservice.RegisterAdminServiceServer(server, adminservice.UnimplementedAdminServiceServer{})
	operatorservice.RegisterOperatorServiceServer(server, operatorservice.UnimplementedOperatorServiceServer{})
	reflection.Register(server)
	return server
}

// requestCarriesNamespace is what the authorization interceptor asks of a request.
func requestCarriesNamespace(service, method string) (bool, error) {
	descriptor, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(service))
	if err != nil {
		return false, fmt.Errorf("%s: %w", service, err)
	}
	found := descriptor.(protoreflect.ServiceDescriptor).Methods().ByName(protoreflect.Name(method))
	if found == nil {
		return false, fmt.Errorf("%s has no descriptor of %s", service, method)
	}
	request, err := protoregistry.GlobalTypes.FindMessageByName(found.Input().FullName())
	if err != nil {
		return false, fmt.Errorf("%s/%s: %w", service, method, err)
	}
	_, carries := request.New().Interface().(interface{ GetNamespace() string })
	return carries && !found.IsStreamingClient(), nil // a stream is authorized before its first message
}

// tablesMatchDescriptors guards the reading of the unexported tables: an empty or partial one
// would otherwise turn into a catalogue of "unknown".
func tablesMatchDescriptors() error {
	services := frontend().GetServiceInfo()
	for prefix, table := range map[string]map[string]api.MethodMetadata{
		api.WorkflowServicePrefix: workflowServiceMetadata,
		api.OperatorServicePrefix: operatorServiceMetadata,
	} {
		exposed := map[string]bool{}
		for _, method := range services[strings.Trim(prefix, "/")].Methods {
			exposed[method.Name] = true
			if _, ok := table[method.Name]; !ok {
				return fmt.Errorf("%s%s has no row in the server's method table", prefix, method.Name)
			}
		}
		for name := range table {
			if !exposed[name] {
				return fmt.Errorf("%s%s is in the server's method table but not exposed", prefix, name)
			}
		}
	}
	if len(nexusServiceMetadata) == 0 {
		return fmt.Errorf("the server's Nexus method table is empty")
	}
	return nil
}

func renderCatalogue(version string, rows []apiRow) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"server\": %q,\n  \"apis\": [\n", version)
	for i, row := range rows {
		line, err := json.Marshal(row)
		if err != nil {
			return nil, err
		}
		b.WriteString("    ")
		b.Write(line)
		if i < len(rows)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("  ]\n}\n")
	return b.Bytes(), nil
}
