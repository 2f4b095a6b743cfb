package identity

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v4"
)

// proven is what a token proves.
type proven struct {
	subject string
	groups  []string
}

// verify reads the header with a token. Beyond what Temporal's own mapper asks, a token must expire, and an audience that
// is configured is asked for even where the server, for the completion of Nexus operations, passes none.
func (m *Mapper) verify(header, audience string) (*proven, error) {
	scheme, token, isPair := strings.Cut(header, " ")
	if !isPair || !strings.EqualFold(scheme, "bearer") {
		return nil, errors.New("the authorization header holds no bearer token")
	}
	claims := jwt.MapClaims{}
	parser := jwt.NewParser(jwt.WithValidMethods(m.options.Keys.SupportedMethods()))
	if _, err := parser.ParseWithClaims(token, claims, m.keyOf); err != nil {
		return nil, fmt.Errorf("the token is not valid: %w", err)
	}
	if !claims.VerifyExpiresAt(time.Now().Unix(), true) {
		return nil, errors.New("the token never expires")
	}
	for _, wanted := range []string{audience, m.options.Audience} {
		if strings.TrimSpace(wanted) != "" && !claims.VerifyAudience(wanted, true) {
			return nil, errors.New("the token is for another audience")
		}
	}
	if issuer, _ := claims["iss"].(string); len(m.options.Issuers) > 0 && !slices.Contains(m.options.Issuers, issuer) {
		return nil, errors.New("the token is of another issuer")
	}
	subject, isText := claims["sub"].(string)
	if !isText || subject == "" {
		return nil, errors.New("the token names no subject")
	}
	groups, err := m.groupsOf(claims)
	return &proven{subject, groups}, err
}

// groupsOf reads the groups. What is no list of texts is an error: a subject that were taken for one without groups would
// escape what its groups are denied.
func (m *Mapper) groupsOf(claims jwt.MapClaims) ([]string, error) {
	given, isThere := claims[m.options.GroupsClaim]
	if m.options.GroupsClaim == "" || !isThere {
		return nil, nil
	}
	items, isList := given.([]any)
	if !isList {
		return nil, fmt.Errorf("the claim %s of the token is no list", m.options.GroupsClaim)
	}
	groups := make([]string, 0, len(items))
	for _, item := range items {
		group, isText := item.(string)
		if !isText {
			return nil, fmt.Errorf("the claim %s of the token holds something other than texts", m.options.GroupsClaim)
		}
		groups = append(groups, group)
	}
	return groups, nil
}

// keyOf finds the key by its name, as Temporal's own mapper does.
func (m *Mapper) keyOf(token *jwt.Token) (any, error) {
	name, isText := token.Header["kid"].(string)
	if !isText {
		return nil, errors.New("the token names no key")
	}
	switch token.Method.(type) {
	case *jwt.SigningMethodRSA:
		return m.options.Keys.RsaKey(token.Method.Alg(), name)
	case *jwt.SigningMethodECDSA:
		return m.options.Keys.EcdsaKey(token.Method.Alg(), name)
	default:
		return nil, fmt.Errorf("the token is signed by %s", token.Method.Alg())
	}
}
