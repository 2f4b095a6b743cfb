package authorizer

import (
	"math/rand/v2"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/settings"
)

// Log writes decisions into the server's log: never what a call carries, and never a token.
type Log struct {
	logger     log.Logger
	vocabulary *decision.Vocabulary
	settings   settings.DecisionLog
}

// NewLog makes the log of decisions.
func NewLog(logger log.Logger, vocabulary *decision.Vocabulary, of settings.DecisionLog) *Log {
	return &Log{logger, vocabulary, of}
}

// Record writes a decision if it is one of those that are written.
func (l *Log) Record(record *Record) {
	if !l.isWritten(record.Decision.Allowed) {
		return
	}
	tags := []tag.Tag{
		tag.String("api", record.API),
		tag.String("temporal-namespace", record.Namespace),
		tag.String("subject", record.Subject),
		tag.Bool("allowed", record.Decision.Allowed),
		tag.String("reason", string(record.Decision.Reason)),
	}
	if record.Decision.Reason == decision.NotGranted || record.Decision.Reason == decision.Denied {
		need := record.Decision.Need
		tags = append(tags,
			tag.String("permission", l.vocabulary.Name(need.Permission)),
			tag.String("permission-namespace", need.Namespace),
			tag.String("task-queue", need.TaskQueue),
			tag.String("workflow-type", need.WorkflowType),
		)
	}
	if grant := record.Decision.Grant; grant != nil {
		tags = append(tags, tag.String("role", grant.Role), tag.String("holder", grant.Kind+" "+grant.Holder))
	}
	l.logger.Info("Policy decision", tags...)
}

func (l *Log) isWritten(allowed bool) bool {
	if !allowed {
		return l.settings.Denied
	}
	share := l.settings.AllowedShare
	return share > 0 && (share >= 1 || rand.Float64() < share)
}
