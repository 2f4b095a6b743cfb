package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"

	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/testkit"
)

// The stock server knows no such names: what is meant for this server never runs open there.
func TestTheStockServerRefusesThisConfiguration(t *testing.T) {
	of := &config.Authorization{Authorizer: policyName, ClaimMapper: policyName}
	if made, err := authorization.GetAuthorizerFromConfig(of); err == nil {
		t.Errorf("it has an authorizer of this name: %T", made)
	}
	if made, err := authorization.GetClaimMapperFromConfig(of, log.NewNoopLogger()); err == nil {
		t.Errorf("it has a claim mapper of this name: %T", made)
	}
}

// refusal starts a server that must not start, and gives what it says.
func refusal(t *testing.T, authorizer, given string, services ...string) string {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "config.yaml")
	text, _ := configOf(t, "file:///nowhere", authorizer)
	testkit.Must(t, os.WriteFile(path, []byte(text), 0o600))
	settingsPath := filepath.Join(folder, "settings.json")
	testkit.Must(t, os.WriteFile(settingsPath, []byte(given), 0o600))
	arguments := []string{"--config-file", path, "start"}
	for _, service := range services {
		arguments = append(arguments, "--service", service)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	command := exec.CommandContext(ctx, os.Args[0], arguments...)
	command.Env = append(os.Environ(), asServer+"=1", settings.EnvFile+"="+settingsPath)
	said := &bytes.Buffer{}
	command.Stdout, command.Stderr = said, said
	if err := command.Run(); ctx.Err() != nil || err == nil {
		t.Errorf("it starts: %v\n%s", err, said)
	}
	return said.String()
}

func TestWhatTheServerRefusesToStartWith_G19(t *testing.T) {
	mount := testkit.NewMount(t)
	mount.Swap(testkit.Files(t, slicePolicy(t)))
	good := `{"version":1,"directory":"` + mount.Directory + `"}`
	broken := testkit.NewMount(t)
	files := testkit.Files(t, slicePolicy(t))
	delete(files, "policy-1.json")
	broken.Swap(files)
	for name, one := range map[string]struct{ authorizer, given, want string }{
		"no authorizer":          {"", good, "must be \"policy\""},
		"the default authorizer": {"default", good, "must be \"policy\""},
		"another case":           {"Policy", good, "must be \"policy\""},
		"no settings":            {policyName, "", "settings of the policy"},
		"unknown settings":       {policyName, `{"version":1,"directory":"/p","failOpen":true}`, "knows no member"},
		"no policy":              {policyName, `{"version":1,"directory":"/nowhere"}`, "no such file"},
		"a policy with a defect": {policyName, `{"version":1,"directory":"` + broken.Directory + `"}`, "policy-1.json"},
		"an authority not there": {policyName, strings.TrimSuffix(good, "}") + `,"authorities":{"clients":["/nowhere"]}}`, "authority"},
		"metrics nowhere to go":  {policyName, strings.TrimSuffix(good, "}") + `,"metrics":{"listen":"192.0.2.1:1"}}`, "metrics of the policy"},
	} {
		if said := refusal(t, one.authorizer, one.given, "frontend"); !strings.Contains(said, one.want) {
			t.Errorf("%s: %s", name, said)
		}
	}
}

func TestServicesThatTakeNoCallsNeedNoPolicy(t *testing.T) {
	t.Setenv(settings.EnvFile, "/nowhere")
	enforced, err := newEnforcement([]string{"history", "matching", "worker"}, &config.Authorization{}, log.NewNoopLogger())
	testkit.Must(t, err)
	if result, _ := enforced.authorizer.Authorize(t.Context(), nil, &authorization.CallTarget{APIName: "any"}); result.Decision != authorization.DecisionDeny {
		t.Error("without a policy something is allowed")
	}
	if _, err := newEnforcement([]string{"history", "internal-frontend"}, &config.Authorization{}, log.NewNoopLogger()); err == nil {
		t.Error("internal-frontend needs no policy")
	}
}

func TestPolicyCheck(t *testing.T) {
	good := testkit.NewMount(t)
	good.Swap(testkit.Files(t, slicePolicy(t)))
	output, err := serverCommand(t, "policy", "check", good.Directory).CombinedOutput()
	testkit.Must(t, err)
	for _, want := range []string{
		"policy " + testkit.Hash(testkit.Whole(t, slicePolicy(t))), "role viewer in orders allows temporal:workflow:list", "user root in * holds admin",
	} {
		if !strings.Contains(string(output), want) {
			t.Errorf("%s lacks %s", output, want)
		}
	}
	output, err = serverCommand(t, "policy", "check", t.TempDir()).CombinedOutput()
	if err == nil || !strings.HasPrefix(string(output), "defect: ") {
		t.Errorf("%v: %s", err, output)
	}
}
