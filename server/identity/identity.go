// Package identity finds who calls: by the token of a call, verified with the keys of Temporal's own configuration, and by
// the client certificate of its connection. What both prove adds up.
package identity

import (
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/server/common/authorization"

	"cdk8s-temporal-auth/server/decision"
)

// Identity is who calls, as the claims of a call carry it.
type Identity struct {
	Caller decision.Caller
	// Principal is what the server may write into histories.
	Principal *commonpb.Principal
}

// Of gives the identity that this package put into the claims of a call; nil where there is none.
func Of(claims *authorization.Claims) *Identity {
	if claims == nil {
		return nil
	}
	found, _ := claims.Extensions.(*Identity)
	return found
}

// Authentication methods, as claims name them.
const (
	byToken       = "jwt"
	byCertificate = "mtls"
)

// Options are by what a Mapper knows callers.
type Options struct {
	Keys authorization.TokenKeyProvider
	// Audience must be among those of a token; any where it is empty.
	Audience string
	// Issuers are those whose tokens are taken; any where there are none.
	Issuers []string
	// GroupsClaim is the claim with the groups; without it tokens give none.
	GroupsClaim string
	// Authorities prove which authority issued a certificate.
	Authorities *Authorities
	// ServiceOf gives the service that a certificate stands for.
	ServiceOf func(authority, uri string) (string, bool)
}

// Mapper is the claim mapper of this server.
type Mapper struct {
	options Options
}

var _ authorization.ClaimMapper = (*Mapper)(nil)

// NewMapper makes the claim mapper.
func NewMapper(options Options) *Mapper { return &Mapper{options} }

// GetClaims proves who calls. A token that proves nothing is an error, whatever certificate comes with it.
func (m *Mapper) GetClaims(info *authorization.AuthInfo) (*authorization.Claims, error) {
	if info == nil {
		return &authorization.Claims{}, nil
	}
	identity := &Identity{}
	claims := &authorization.Claims{Extensions: identity}
	service, err := m.serviceOf(info.TLSConnection)
	if err != nil {
		return nil, err
	}
	if service != "" {
		identity.Caller.CertificateService = service
		claims.Subject, claims.AuthType = service, byCertificate
	}
	if info.AuthToken != "" {
		proven, err := m.verify(info.AuthToken, info.Audience)
		if err != nil {
			return nil, err
		}
		identity.Caller.User, identity.Caller.Service, identity.Caller.Groups = proven.subject, proven.subject, proven.groups
		claims.Subject, claims.AuthType = proven.subject, byToken
	}
	identity.Principal = &commonpb.Principal{Type: claims.AuthType, Name: claims.Subject}
	return claims, nil
}
