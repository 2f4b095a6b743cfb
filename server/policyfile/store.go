package policyfile

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/settings"
	"cdk8s-temporal-auth/server/watch"
)

// Outcome is what came of looking at the files.
type Outcome string

const (
	// Swapped: a new policy decides from now on.
	Swapped Outcome = "swapped"
	// Unchanged: the files hold the policy that decides already.
	Unchanged Outcome = "unchanged"
	// Defective: the last good policy goes on.
	Defective Outcome = "defective"
)

// Observer is told what came of each look at the files; the error says which defect they have.
type Observer func(outcome Outcome, now *Loaded, err error)

// Options are what a Store reads and whom it tells.
type Options struct {
	Directory  string
	Vocabulary *decision.Vocabulary
	// Authorities are those that the settings know.
	Authorities map[string][]string
	Staleness   settings.Staleness
	Observer    Observer
}

// Store holds the policy that decides.
type Store struct {
	options     Options
	authorities map[string]bool
	current     atomic.Pointer[Loaded]
	// verified is when the files were last seen to be good, in milliseconds since 1970.
	verified atomic.Int64
	looking  sync.Mutex
}

// Open reads the policy for the first time; a defect is an error.
func Open(options Options) (*Store, error) {
	store := &Store{options: options, authorities: map[string]bool{}}
	for name := range options.Authorities {
		store.authorities[name] = true
	}
	if outcome, err := store.look(); outcome == Defective {
		return nil, fmt.Errorf("the policy in %s: %w", options.Directory, err)
	}
	return store, nil
}

// Watch reads the policy again whenever it may have changed, until the context is done.
func (s *Store) Watch(ctx context.Context) {
	interval := min(time.Minute, max(time.Second, s.options.Staleness.After/4))
	watch.Directories(ctx, []string{s.options.Directory}, interval, s.Look)
}

// Look reads the policy again.
func (s *Store) Look() {
	_, _ = s.look()
}

func (s *Store) look() (Outcome, error) {
	s.looking.Lock()
	defer s.looking.Unlock()
	outcome, err := s.replace()
	if err == nil {
		s.verified.Store(time.Now().UnixMilli())
	}
	if s.options.Observer != nil {
		s.options.Observer(outcome, s.current.Load(), err)
	}
	return outcome, err
}

func (s *Store) replace() (outcome Outcome, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			outcome, err = Defective, fmt.Errorf("reading it failed: %v", panicked)
		}
	}()
	read, err := readConsistently(s.options.Directory)
	if err != nil {
		return Defective, err
	}
	before := s.current.Load()
	if before != nil && before.index == read.index {
		return Unchanged, nil
	}
	loaded, err := read.compile(s.options.Vocabulary)
	if err != nil {
		return Defective, err
	}
	if err := loaded.checkAuthorities(s.authorities); err != nil {
		return Defective, err
	}
	s.current.Store(loaded)
	return Swapped, nil
}

// Current gives the policy that decides; nil where it is too old to decide.
func (s *Store) Current() *decision.Policy {
	if s.options.Staleness.FailClosed && s.Age() > s.options.Staleness.After {
		return nil
	}
	return s.current.Load().Policy
}

// Age is how long ago the files were last seen to be good.
func (s *Store) Age() time.Duration {
	return time.Duration(time.Now().UnixMilli()-s.verified.Load()) * time.Millisecond
}

// Loaded gives the last good policy.
func (s *Store) Loaded() *Loaded { return s.current.Load() }
