// Package decision decides calls by a policy. It knows permissions, Temporal namespaces and callers, and nothing of
// Temporal itself: what a call needs is found elsewhere. src/enforcement/policy/evaluate.ts decides the same, and the cases
// in contract/decisions hold both to it.
package decision

// Caller is who calls: all that its token and its certificate prove.
type Caller struct {
	User    string
	Service string
	// CertificateService is the service that its certificate stands for.
	CertificateService string
	Groups             []string
}

// Need is a permission that a call needs, and what the call names.
type Need struct {
	Permission Permission
	// Namespace is empty where the request does not name its Temporal namespace.
	Namespace string
	// Cluster tells that the need is of no Temporal namespace at all.
	Cluster bool
	// TaskQueue is empty where the request names none.
	TaskQueue string
	// WorkflowType is empty where the request names none.
	WorkflowType string
}

// Kind tells apart the calls that are decided by more than what they need.
type Kind uint8

const (
	// Ordinary calls need what they need.
	Ordinary Kind = iota
	// Opening calls come before anything else: whoever may do something may call these.
	Opening
	// Filtered calls are let in where their permission is held in some Temporal namespace: their answer is cut to these.
	Filtered
	// Describing calls are Filtered where they do not name their Temporal namespace.
	Describing
)

// Reason says why a call is decided as it is.
type Reason string

const (
	// Granted is the reason of all that is allowed by a role.
	Granted Reason = "GRANTED"
	// NotGranted: no role of the caller's gives what the call needs.
	NotGranted Reason = "NOT_GRANTED"
	// Denied: a role of the caller's forbids it.
	Denied Reason = "DENIED"
)

// Decision is what is decided, and by what.
type Decision struct {
	Allowed bool
	Reason  Reason
	// Need is the one that failed.
	Need Need
	// Grant is the first that allows, or the one that denies.
	Grant *Grant
}

// Clock gives the time in milliseconds since 1970. It is asked only for callers that expire.
type Clock func() int64

// Decide decides a call by what it needs.
func (p *Policy) Decide(caller *Caller, kind Kind, needs []Need, now Clock) Decision {
	var space [8]*holder
	holders := p.holdersOf(caller, now, space[:0])
	decided := Decision{Allowed: true, Reason: Granted}
	for index := range needs {
		need := &needs[index]
		number := p.numberOf(need)
		if denial := firstDenying(holders, need, number); denial != nil {
			return Decision{Reason: Denied, Need: *need, Grant: &denial.grant}
		}
		grant := firstAllowing(holders, kind, need, number)
		if grant == nil {
			return Decision{Reason: NotGranted, Need: *need}
		}
		if decided.Grant == nil {
			decided.Grant = &grant.grant
		}
	}
	return decided
}

func (p *Policy) holdersOf(caller *Caller, now Clock, holders []*holder) []*holder {
	if user := find(p.users, caller.User); user != nil && !(user.mayExpire && user.expires <= now()) {
		holders = append(holders, user)
	}
	if service := find(p.services, caller.Service); service != nil {
		holders = append(holders, service)
	}
	if service := find(p.services, caller.CertificateService); service != nil {
		holders = append(holders, service)
	}
	for _, name := range caller.Groups {
		if group := find(p.groups, name); group != nil {
			holders = append(holders, group)
		}
	}
	return holders
}

func find(holders map[string]*holder, name string) *holder {
	if name == "" {
		return nil
	}
	return holders[name]
}

// notDeclared is the number of Temporal namespaces that the policy does not declare.
const notDeclared = -1

func (p *Policy) numberOf(need *Need) int {
	if need.Cluster || need.Namespace == "" {
		return notDeclared
	}
	if number, isDeclared := p.declared[need.Namespace]; isDeclared {
		return number
	}
	return notDeclared
}

func firstDenying(holders []*holder, need *Need, number int) *holding {
	for _, holder := range holders {
		for index := range holder.holdings {
			if one := &holder.holdings[index]; one.denies(need, number) {
				return one
			}
		}
	}
	return nil
}

func firstAllowing(holders []*holder, kind Kind, need *Need, number int) *holding {
	for _, holder := range holders {
		for index := range holder.holdings {
			if one := &holder.holdings[index]; one.allows(kind, need, number) {
				return one
			}
		}
	}
	return nil
}

// denies: what is forbidden is forbidden in every Temporal namespace where the role holds everywhere, whoever declared it.
func (h *holding) denies(need *Need, number int) bool {
	return h.deny.has(need.Permission) && (h.isEverywhere || h.holdsIn(need, number)) && !h.isOutsideScopes(need)
}

func (h *holding) allows(kind Kind, need *Need, number int) bool {
	if kind == Opening && h.allowsAny && h.isSomewhere {
		return true
	}
	if !h.allow.has(need.Permission) || !h.isWithinScopes(need) {
		return false
	}
	if h.allowsAdmin && h.isEverywhere {
		return true
	}
	isDeclared := need.Cluster || number != notDeclared
	if isDeclared && h.holdsIn(need, number) {
		return true
	}
	return isAnswerCut(kind, need) && h.isSomewhere
}

// isAnswerCut tells whether what is held somewhere is enough, since whoever calls is told of these places alone.
func isAnswerCut(kind Kind, need *Need) bool {
	return kind == Filtered && need.Cluster || kind == Describing && !need.Cluster && need.Namespace == ""
}

// holdsIn tells whether a role holds in the Temporal namespace, or on the cluster, in its places and its holder's.
func (h *holding) holdsIn(need *Need, number int) bool {
	if need.Cluster {
		return h.isEverywhere
	}
	return h.role.has(number) && h.limit.has(number)
}

// isWithinScopes tells whether the need names what a role with scopes asks for.
func (h *holding) isWithinScopes(need *Need) bool {
	return h.taskQueues.holds(need.TaskQueue) && h.workflowTypes.holds(need.WorkflowType)
}

// isOutsideScopes tells whether the need names something that a role with scopes says nothing of; what names nothing
// could be anything.
func (h *holding) isOutsideScopes(need *Need) bool {
	return need.TaskQueue != "" && !h.taskQueues.holds(need.TaskQueue) ||
		need.WorkflowType != "" && !h.workflowTypes.holds(need.WorkflowType)
}
