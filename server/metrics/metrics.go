// Package metrics counts decisions and watches over the policy, for Prometheus, on a listener of its own.
package metrics

import (
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"cdk8s-temporal-auth/server/authorizer"
	"cdk8s-temporal-auth/server/policyfile"
)

// Metrics are those of the policy.
type Metrics struct {
	registry  *prometheus.Registry
	decisions *prometheus.CounterVec
	reloads   *prometheus.CounterVec
	defective prometheus.Gauge
	policy    *prometheus.GaugeVec

	// counters are those of decisions that were counted before: finding one again makes nothing.
	counters map[labels]prometheus.Counter
	reading  sync.RWMutex
}

type labels struct {
	api, role, reason string
}

// New makes the metrics.
func New() *Metrics {
	metrics := &Metrics{
		registry: prometheus.NewRegistry(),
		decisions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "temporal_policy_decisions_total",
			Help: "Calls by API, by the role that decided, if one did, and by the reason.",
		}, []string{"api", "role", "reason"}),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "temporal_policy_reloads_total",
			Help: "Looks at the files of the policy by what came of them: swapped, unchanged or defective.",
		}, []string{"outcome"}),
		defective: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "temporal_policy_defective",
			Help: "1 while the files of the policy have a defect, so that the last good one decides.",
		}),
		policy: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "temporal_policy_info",
			Help: "1 for the policy that decides, by the hash of its whole text.",
		}, []string{"hash"}),
		counters: map[labels]prometheus.Counter{},
	}
	metrics.registry.MustRegister(metrics.decisions, metrics.reloads, metrics.defective, metrics.policy)
	return metrics
}

// WatchAge shows how old the policy is that decides.
func (m *Metrics) WatchAge(store *policyfile.Store) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "temporal_policy_age_seconds",
		Help: "How long ago the files of the policy were last seen to be good.",
	}, func() float64 { return store.Age().Seconds() }))
}

// Record counts a decision.
func (m *Metrics) Record(record *authorizer.Record) {
	key := labels{api: "unknown", reason: string(record.Decision.Reason)}
	if record.IsKnown {
		key.api = record.API
	}
	if record.Decision.Grant != nil {
		key.role = record.Decision.Grant.Role
	}
	m.counter(key).Inc()
}

func (m *Metrics) counter(key labels) prometheus.Counter {
	m.reading.RLock()
	counter := m.counters[key]
	m.reading.RUnlock()
	if counter != nil {
		return counter
	}
	m.reading.Lock()
	defer m.reading.Unlock()
	counter = m.decisions.WithLabelValues(key.api, key.role, key.reason)
	m.counters[key] = counter
	return counter
}

// Looked counts a look at the files.
func (m *Metrics) Looked(outcome policyfile.Outcome, now *policyfile.Loaded, _ error) {
	m.reloads.WithLabelValues(string(outcome)).Inc()
	m.defective.Set(0)
	if outcome == policyfile.Defective {
		m.defective.Set(1)
	}
	if now != nil && outcome == policyfile.Swapped {
		m.policy.Reset()
		m.policy.WithLabelValues(now.Hash).Set(1)
	}
}

// Handler serves the metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Serve serves the metrics at /metrics of an address until the listener is closed.
func (m *Metrics) Serve(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", m.Handler())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }()
	return listener, nil
}
