package decision

import "time"

// Version is the format of policies that this server reads.
const Version = 1

// Document is a policy as it is written; src/enforcement/policy/policy.ts says what its parts are.
type Document struct {
	Server             string
	Permissions        []string
	TemporalNamespaces []string
	Roles              map[string]Role
	Users              map[string]User
	Services           map[string][]string
	Groups             map[string][]string
	Certificates       []Certificate
}

// Places are names of declared Temporal namespaces, or everything: all declared ones and the cluster.
type Places struct {
	Everywhere bool
	Names      []string
}

// Role is what its holders may do, and what they may not do whatever else they hold.
type Role struct {
	Allow  []string
	Deny   []string
	Places Places
	// TaskQueues are those that a request must name; any where nil.
	TaskQueues []string
	// WorkflowTypes are those that a request must name; any where nil.
	WorkflowTypes []string
}

// User is a person, who holds each role in the places that both have.
type User struct {
	Roles  []string
	Places Places
	// Expires is the moment from which on nothing is held; never where it is zero.
	Expires time.Time
}

// Certificate is the identity that a verified client certificate proves.
type Certificate struct {
	Authority string
	URI       string
	Service   string
}
