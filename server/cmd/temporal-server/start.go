package main

import (
	"fmt"
	stdlog "log"
	"path"
	"strings"

	"github.com/urfave/cli/v2"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/build"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/debug"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.temporal.io/server/temporal"
)

// start runs the server as the stock one does, with the policy's authorizer, claim mapper and interceptor.
func start(c *cli.Context) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return cli.Exit(fmt.Sprintf("Unable to load configuration: %v.", err), 1)
	}
	logger := log.NewZapLogger(log.BuildZapLogger(cfg.Log))
	logBuild(logger)
	if err := demandPolicy(&cfg.Global.Authorization); err != nil {
		return cli.Exit(fmt.Sprintf("Unable to start: %v.", err), 1)
	}
	services := servicesOf(c)
	enforced, err := newEnforcement(services, &cfg.Global.Authorization, logger)
	if err != nil {
		return cli.Exit(fmt.Sprintf("Unable to start: %v.", err), 1)
	}
	defer enforced.stop()
	audience, err := authorization.GetAudienceMapperFromConfig(&cfg.Global.Authorization)
	if err != nil {
		return cli.Exit(fmt.Sprintf("Unable to instantiate audience mapper: %v.", err), 1)
	}
	// The options after WithConfig read it when they are applied.
	server, err := temporal.NewServer(
		temporal.ForServices(services),
		temporal.WithConfig(cfg),
		temporal.WithLogger(logger),
		temporal.InterruptOn(temporal.InterruptCh()),
		temporal.WithAuthorizer(enforced.authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return enforced.mapper }),
		temporal.WithAudienceGetter(func(*config.Config) authorization.JWTAudienceMapper { return audience }),
		temporal.WithChainedFrontendGrpcInterceptors(enforced.filter.Intercept),
	)
	if err != nil {
		return cli.Exit(fmt.Sprintf("Unable to create server. Error: %v.", err), 1)
	}
	if err := server.Start(); err != nil {
		return cli.Exit(fmt.Sprintf("Unable to start server. Error: %v", err), 1)
	}
	return cli.Exit("All services are stopped.", 0)
}

func loadConfig(c *cli.Context) (*config.Config, error) {
	switch {
	case c.IsSet("config-file"):
		return config.Load(config.WithConfigFile(c.String("config-file")))
	case c.IsSet("config") || c.IsSet("env") || c.IsSet("zone"):
		return config.Load(
			config.WithEnv(c.String("env")),
			config.WithConfigDir(path.Join(c.String("root"), c.String("config"))),
			config.WithZone(c.String("zone")),
		)
	default:
		return config.Load(config.WithEmbedded())
	}
}

func servicesOf(c *cli.Context) []string {
	if !c.IsSet("services") {
		return c.StringSlice("service")
	}
	stdlog.Println("WARNING: --services flag is deprecated. Specify multiply --service flags instead.")
	return strings.Split(c.String("services"), ",")
}

func logBuild(logger log.Logger) {
	logger.Info("Build info.",
		tag.Time("git-time", build.InfoData.GitTime),
		tag.String("git-revision", build.InfoData.GitRevision),
		tag.Bool("git-modified", build.InfoData.GitModified),
		tag.String("go-arch", build.InfoData.GoArch),
		tag.String("go-os", build.InfoData.GoOs),
		tag.String("go-version", build.InfoData.GoVersion),
		tag.Bool("cgo-enabled", build.InfoData.CgoEnabled),
		tag.String("server-version", headers.ServerVersion),
		tag.Bool("debug-mode", debug.Enabled),
	)
}

// policyName is what the configuration names as authorizer and claim mapper. The stock server knows no such name and
// refuses to start, so that neither of the two servers runs with what was meant for the other.
const policyName = "policy"

func demandPolicy(of *config.Authorization) error {
	if of.Authorizer != policyName || of.ClaimMapper != policyName {
		return fmt.Errorf("this server decides by its policy: global.authorization.authorizer and claimMapper must be %q, and are %q and %q",
			policyName, of.Authorizer, of.ClaimMapper)
	}
	return nil
}
