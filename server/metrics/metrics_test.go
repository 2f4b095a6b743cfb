package metrics

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"cdk8s-temporal-auth/server/authorizer"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/policyfile"
	"cdk8s-temporal-auth/server/testkit"
)

func scrape(t *testing.T, of *Metrics) string {
	t.Helper()
	listener, err := of.Serve("127.0.0.1:0")
	testkit.Must(t, err)
	defer listener.Close()
	answer, err := http.Get("http://" + listener.Addr().String() + "/metrics")
	testkit.Must(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	testkit.Must(t, err)
	return string(text)
}

func TestMetrics(t *testing.T) {
	of := New()
	grant := &decision.Grant{Kind: "user", Holder: "alice", Role: "viewer"}
	for range 3 {
		of.Record(&authorizer.Record{API: "/a/List", IsKnown: true, Decision: decision.Decision{Allowed: true, Reason: decision.Granted, Grant: grant}})
	}
	for _, forged := range []string{"/evil/a", "/evil/b"} {
		of.Record(&authorizer.Record{API: forged, Decision: decision.Decision{Reason: authorizer.UnknownAPI}})
	}
	of.Looked(policyfile.Swapped, &policyfile.Loaded{Hash: "first"}, nil)
	of.Looked(policyfile.Swapped, &policyfile.Loaded{Hash: "second"}, nil)
	of.Looked(policyfile.Defective, &policyfile.Loaded{Hash: "second"}, errors.New("torn"))
	shown := scrape(t, of)
	for _, want := range []string{
		`temporal_policy_decisions_total{api="/a/List",reason="GRANTED",role="viewer"} 3`,
		`temporal_policy_decisions_total{api="unknown",reason="UNKNOWN_API",role=""} 2`,
		`temporal_policy_reloads_total{outcome="swapped"} 2`,
		`temporal_policy_reloads_total{outcome="defective"} 1`,
		`temporal_policy_defective 1`,
		`temporal_policy_info{hash="second"} 1`,
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, never := range []string{"first", "evil", "alice"} {
		if strings.Contains(shown, never) {
			t.Errorf("there is %s", never)
		}
	}
	of.Looked(policyfile.Unchanged, &policyfile.Loaded{Hash: "second"}, nil)
	if shown := scrape(t, of); !strings.Contains(shown, "temporal_policy_defective 0") {
		t.Error("a defect that is mended stays")
	}
}

func TestCountingAgainMakesNothing(t *testing.T) {
	of := New()
	record := &authorizer.Record{API: "/a/List", IsKnown: true, Decision: decision.Decision{Reason: decision.NotGranted}}
	if allocations := testing.AllocsPerRun(1000, func() { of.Record(record) }); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
