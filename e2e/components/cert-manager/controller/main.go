// Command controller runs cert-manager's own controllers for Issuers, ClusterIssuers and Certificates.
//
// cert-manager's cmd/controller is a Go module that no proxy serves; its controllers are importable packages. This
// program starts every controller that CA and self-signed hierarchies need, unchanged, with cert-manager's defaults.
// ACME, Vault, Venafi and Ingress controllers are left out: nothing here uses them.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/cert-manager/cert-manager/pkg/controller"
	logf "github.com/cert-manager/cert-manager/pkg/logs"

	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	_ "github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	_ "github.com/cert-manager/cert-manager/pkg/controller/issuers"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
)

// workersPerController is cert-manager's default for --concurrent-workers.
const workersPerController = 5

func main() {
	kubeconfig := flag.String("kubeconfig", "", "kubeconfig of the Kubernetes API server")
	clusterResourceNamespace := flag.String("cluster-resource-namespace", "cert-manager",
		"namespace that holds the Secrets of ClusterIssuers")
	enabled := flag.String("controllers", "*",
		"as cert-manager's own flag of this name: \"*\" for all of them, -name for all but this one")
	flag.Parse()
	if err := run(*kubeconfig, *clusterResourceNamespace, strings.Split(*enabled, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(kubeconfig, clusterResourceNamespace string, enabled []string) error {
	if kubeconfig == "" {
		return fmt.Errorf("--kubeconfig is required")
	}
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithCancel(logf.NewContext(interrupted, logf.Log))
	defer cancel()

	factory, err := controller.NewContextFactory(ctx, controllerOptions(kubeconfig, clusterResourceNamespace))
	if err != nil {
		return err
	}
	shared, err := factory.Build()
	if err != nil {
		return err
	}

	controllers := map[string]controller.Interface{}
	for name, construct := range controller.Known() {
		if slices.Contains(enabled, "-"+name) {
			continue
		}
		if controllers[name], err = construct(factory); err != nil {
			return fmt.Errorf("controller %s: %w", name, err)
		}
	}
	shared.KubeSharedInformerFactory.Start(ctx.Done())
	shared.SharedInformerFactory.Start(ctx.Done())
	return runAll(ctx, cancel, controllers)
}

// runAll runs every controller until the first of them ends, then ends the others and returns the first error.
func runAll(ctx context.Context, cancel context.CancelFunc, controllers map[string]controller.Interface) error {
	var (
		group sync.WaitGroup
		once  sync.Once
		first error
	)
	for name, c := range controllers {
		fmt.Println("starting controller", name)
		group.Go(func() {
			defer cancel()
			if err := c.Run(workersPerController, ctx); err != nil {
				once.Do(func() { first = fmt.Errorf("controller %s: %w", name, err) })
			}
		})
	}
	group.Wait()
	return first
}

// controllerOptions holds cert-manager 1.21's defaults (internal/apis/config/controller/v1alpha1/defaults.go).
func controllerOptions(kubeconfig, clusterResourceNamespace string) controller.ContextOptions {
	return controller.ContextOptions{
		Kubeconfig:         kubeconfig,
		KubernetesAPIQPS:   20,
		KubernetesAPIBurst: 50,
		IssuerOptions:      controller.IssuerOptions{ClusterResourceNamespace: clusterResourceNamespace},
		CertificateOptions: controller.CertificateOptions{
			CopiedAnnotationPrefixes: []string{
				"*", "-kubectl.kubernetes.io/", "-fluxcd.io/", "-argocd.argoproj.io/",
			},
			CertificateRequestMinimumBackoffDuration: time.Hour,
			CertificateRequestMaximumBackoffDuration: 32 * time.Hour,
		},
	}
}
