package contents

import (
	"testing"

	_ "go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	_ "go.temporal.io/server/api/adminservice/v1"

	"cdk8s-temporal-auth/server/catalogue"
)

const linkedServer = "1.32.2"

func newTestJudge(t testing.TB) *Judge {
	t.Helper()
	of, err := catalogue.Of(linkedServer)
	if err != nil {
		t.Fatal(err)
	}
	judge, err := NewJudge(of)
	if err != nil {
		t.Fatal(err)
	}
	return judge
}

func TestEveryFieldOfTheLinkedAPIIsJudged(t *testing.T) {
	judge := newTestJudge(t)
	call := judge.Call(catalogue.WorkflowService + "StartWorkflowExecution")
	needs, isJudged := call.Needs("orders", &workflowservice.StartWorkflowExecutionRequest{}, nil)
	t.Log(needs, isJudged, len(judge.Calls()))
}
