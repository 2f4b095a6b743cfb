package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/policyfile"
)

func policyCommand() *cli.Command {
	return &cli.Command{
		Name:  "policy",
		Usage: "Look at a policy without starting a server",
		Subcommands: []*cli.Command{{
			Name:      "check",
			Usage:     "Read the policy of a directory as the server does, and print what is in it or its defect",
			ArgsUsage: "<directory>",
			Action:    checkPolicy,
		}},
	}
}

func checkPolicy(c *cli.Context) error {
	if c.Args().Len() != 1 {
		return cli.Exit("usage: temporal-server policy check <directory>", 2)
	}
	judge, err := newJudge()
	if err != nil {
		return cli.Exit(err.Error(), 1)
	}
	loaded, err := policyfile.Load(c.Args().First(), judge.Vocabulary())
	if err != nil {
		return cli.Exit(fmt.Sprintf("defect: %v", err), 1)
	}
	describe(c.App.Writer, loaded)
	return nil
}

func describe(to io.Writer, loaded *policyfile.Loaded) {
	of := loaded.Document
	fmt.Fprintf(to, "policy %s\nserver %s\nTemporal namespaces %s\n", loaded.Hash, of.Server, strings.Join(of.TemporalNamespaces, " "))
	for _, name := range sorted(of.Roles) {
		role := of.Roles[name]
		fmt.Fprintf(to, "role %s in %s allows %s", name, placesOf(role.Places), strings.Join(role.Allow, " "))
		for _, denied := range role.Deny {
			fmt.Fprintf(to, " denies %s", denied)
		}
		fmt.Fprintln(to)
	}
	for _, name := range sorted(of.Users) {
		user := of.Users[name]
		fmt.Fprintf(to, "user %s in %s holds %s\n", name, placesOf(user.Places), strings.Join(user.Roles, " "))
	}
	for _, name := range sorted(of.Services) {
		fmt.Fprintf(to, "service %s holds %s\n", name, strings.Join(of.Services[name], " "))
	}
	for _, name := range sorted(of.Groups) {
		fmt.Fprintf(to, "group %s holds %s\n", name, strings.Join(of.Groups[name], " "))
	}
	for _, one := range of.Certificates {
		fmt.Fprintf(to, "certificate %s of %s stands for %s\n", one.URI, one.Authority, one.Service)
	}
}

func placesOf(places decision.Places) string {
	if places.Everywhere {
		return "*"
	}
	return strings.Join(places.Names, ",")
}

func sorted[T any](members map[string]T) []string { return slices.Sorted(maps.Keys(members)) }
