package main

import (
	"fmt"
	"os"
	"text/template"

	"github.com/urfave/cli/v2"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/temporal"
)

// newApp is the command line of the stock server's cmd/server/main.go, and the command policy.
func newApp() *cli.App {
	app := cli.NewApp()
	app.Name = "temporal"
	app.Usage = "Temporal server with the policy of cdk8s-temporal-auth"
	app.Version = headers.ServerVersion
	app.ArgsUsage = " "
	app.Flags = []cli.Flag{
		&cli.StringFlag{
			Name:    "root",
			Aliases: []string{"r"},
			Value:   ".",
			Usage:   "root directory of execution environment (deprecated)",
			EnvVars: []string{config.EnvKeyRoot},
		},
		&cli.StringFlag{
			Name:    "config",
			Aliases: []string{"c"},
			Value:   "config",
			Usage:   "config dir path relative to root (deprecated)",
			EnvVars: []string{config.EnvKeyConfigDir},
		},
		&cli.StringFlag{
			Name:    "env",
			Aliases: []string{"e"},
			Value:   "development",
			Usage:   "runtime environment (deprecated)",
			EnvVars: []string{config.EnvKeyEnvironment},
		},
		&cli.StringFlag{
			Name:    "zone",
			Aliases: []string{"az"},
			Usage:   "availability zone (deprecated)",
			EnvVars: []string{config.EnvKeyAvailabilityZone, config.EnvKeyAvailabilityZoneTypo},
		},
		&cli.StringFlag{
			Name:    "config-file",
			Usage:   "path to config file (absolute or relative to current working directory)",
			EnvVars: []string{config.EnvKeyConfigFile},
		},
		&cli.BoolFlag{
			Name:    "allow-no-auth",
			Usage:   "accepted as by the stock server; this server never runs without its authorizer",
			EnvVars: []string{config.EnvKeyAllowNoAuth},
		},
	}
	app.Commands = []*cli.Command{
		{
			Name:      "validate-dynamic-config",
			Usage:     "Validate a dynamic config file[s] with known keys and types",
			ArgsUsage: "<file> ...",
			Action:    validateDynamicConfig,
		},
		{
			Name:      "render-config",
			Usage:     "Render server config template",
			ArgsUsage: " ",
			Action:    renderConfig,
		},
		{
			Name:      "start",
			Usage:     "Start Temporal server",
			ArgsUsage: " ",
			Flags: []cli.Flag{
				&cli.StringFlag{
					Name:    "services",
					Aliases: []string{"s"},
					Usage:   "comma separated list of services to start. Deprecated",
					Hidden:  true,
				},
				&cli.StringSliceFlag{
					Name:    "service",
					Aliases: []string{"svc"},
					Value:   cli.NewStringSlice(temporal.DefaultServices...),
					Usage:   "service(s) to start",
					EnvVars: []string{"TEMPORAL_SERVICES"},
				},
			},
			Before: checkStartFlags,
			Action: start,
		},
		policyCommand(),
	}
	return app
}

func validateDynamicConfig(c *cli.Context) error {
	total := 0
	for _, fileName := range c.Args().Slice() {
		contents, err := os.ReadFile(fileName)
		if err != nil {
			return err
		}
		result := dynamicconfig.LoadYamlFile(contents)
		total += len(result.Errors)
		fmt.Println(fileName)
		t := template.Must(template.New("").Parse(
			"{{range .Errors}}  error: {{.}}\n" +
				"{{end}}{{range .Warnings}}  warning: {{.}}\n" +
				"{{end}}",
		))
		_ = t.Execute(os.Stdout, result)
	}
	if total > 0 {
		return fmt.Errorf("%d total errors", total)
	}
	return nil
}

func renderConfig(c *cli.Context) error {
	cfg, err := config.Load(
		config.WithEnv(c.String("env")),
		config.WithConfigDir(c.String("config")),
		config.WithZone(c.String("zone")),
	)
	if err != nil {
		return cli.Exit(fmt.Errorf("Unable to load configuration: %w", err), 1)
	}
	fmt.Println(cfg.String())
	return nil
}

func checkStartFlags(c *cli.Context) error {
	if c.Args().Len() > 0 {
		return cli.Exit("ERROR: start command doesn't support arguments. Use --service flag instead.", 1)
	}
	if c.IsSet("config-file") && (c.IsSet("config") || c.IsSet("env") || c.IsSet("zone") || c.IsSet("root")) {
		return cli.Exit("ERROR: can not use --config, --env, --zone, or --root with --config-file", 1)
	}
	return nil
}
