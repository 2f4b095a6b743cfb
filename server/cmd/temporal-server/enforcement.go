package main

import (
	"context"
	"fmt"
	"slices"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.temporal.io/server/common/primitives"

	"cdk8s-temporal-auth/server/authorizer"
	"cdk8s-temporal-auth/server/catalogue"
	"cdk8s-temporal-auth/server/contents"
	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/filter"
	"cdk8s-temporal-auth/server/identity"
	"cdk8s-temporal-auth/server/metrics"
	"cdk8s-temporal-auth/server/policyfile"
	"cdk8s-temporal-auth/server/settings"
)

// enforcement is all that decides about calls.
type enforcement struct {
	authorizer *authorizer.Authorizer
	mapper     *identity.Mapper
	filter     *filter.Filter
	stop       context.CancelFunc
}

// newJudge knows the calls of the linked server.
func newJudge() (*contents.Judge, error) {
	of, err := catalogue.Of(headers.ServerVersion)
	if err != nil {
		return nil, err
	}
	return contents.NewJudge(of)
}

// noPolicy is what decides where no caller can come.
type noPolicy struct{}

func (noPolicy) Current() *decision.Policy { return nil }

// newEnforcement reads the policy for services of which one takes calls; others have nothing to decide, and need no policy.
func newEnforcement(services []string, of *config.Authorization, logger log.Logger) (*enforcement, error) {
	judge, err := newJudge()
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(services, takesCalls) {
		decides := authorizer.New(judge, noPolicy{})
		cuts, err := filter.New(decides, judge.Vocabulary())
		return &enforcement{decides, identity.NewMapper(identity.Options{}), cuts, func() {}}, err
	}
	given, err := settings.Read()
	if err != nil {
		return nil, err
	}
	authorities, err := identity.OpenAuthorities(given.Authorities)
	if err != nil {
		return nil, err
	}
	counted := metrics.New()
	store, err := policyfile.Open(policyfile.Options{
		Directory:   given.Directory,
		Vocabulary:  judge.Vocabulary(),
		Authorities: given.Authorities,
		Staleness:   given.Staleness,
		Observer: func(outcome policyfile.Outcome, now *policyfile.Loaded, err error) {
			observe(logger, counted, outcome, now, err)
		},
	})
	if err != nil {
		return nil, err
	}
	recorders := []authorizer.Recorder{authorizer.NewLog(logger, judge.Vocabulary(), given.DecisionLog)}
	if given.MetricsListen != "" {
		counted.WatchAge(store)
		if _, err := counted.Serve(given.MetricsListen); err != nil {
			return nil, fmt.Errorf("the metrics of the policy: %w", err)
		}
		recorders = append(recorders, counted)
	}
	decides := authorizer.New(judge, store, recorders...)
	cuts, err := filter.New(decides, judge.Vocabulary())
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	go store.Watch(ctx)
	go authorities.Watch(ctx, func(err error) {
		logger.Error("The certificates of an authority have a defect; those before stay", tag.Error(err))
	})
	return &enforcement{
		authorizer: decides,
		mapper: identity.NewMapper(identity.Options{
			Keys:        authorization.NewDefaultTokenKeyProvider(of, logger),
			Audience:    of.Audience,
			Issuers:     given.Issuers,
			GroupsClaim: given.GroupsClaim,
			Authorities: authorities,
			ServiceOf: func(authority, uri string) (string, bool) {
				policy := store.Current()
				if policy == nil {
					return "", false
				}
				return policy.ServiceOf(authority, uri)
			},
		}),
		filter: cuts,
		stop:   stop,
	}, nil
}

func takesCalls(service string) bool {
	return service == string(primitives.FrontendService) || service == string(primitives.InternalFrontendService)
}

func observe(logger log.Logger, counted *metrics.Metrics, outcome policyfile.Outcome, now *policyfile.Loaded, err error) {
	counted.Looked(outcome, now, err)
	switch outcome {
	case policyfile.Swapped:
		logger.Info("Policy loaded", tag.String("policy-hash", now.Hash), tag.String("policy-server", now.Document.Server))
	case policyfile.Defective:
		logger.Error("The files of the policy have a defect; the last good policy goes on deciding", tag.Error(err))
	}
}
