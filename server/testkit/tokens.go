// Package testkit makes what the tests of this server need: keys, tokens, certificates and files of policies.
package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/golang-jwt/jwt/v4"
	"go.temporal.io/server/common/config"
)

// Issuer signs tokens with keys of its own.
type Issuer struct {
	t   testing.TB
	rsa *rsa.PrivateKey
	ec  *ecdsa.PrivateKey
}

// Names of the keys.
const (
	RSAKey = "rsa"
	ECKey  = "ec"
)

// NewIssuer makes an issuer.
func NewIssuer(t testing.TB) *Issuer {
	t.Helper()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	Must(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	Must(t, err)
	return &Issuer{t, rsaKey, ecKey}
}

// Authorization gives a configuration that finds the issuer's keys, over HTTP as every server can.
func (i *Issuer) Authorization() *config.Authorization {
	i.t.Helper()
	text, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{KeyID: RSAKey, Key: i.rsa.Public(), Algorithm: "RS256", Use: "sig"},
		{KeyID: ECKey, Key: i.ec.Public(), Algorithm: "ES256", Use: "sig"},
	}})
	Must(i.t, err)
	keys := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) { _, _ = answer.Write(text) }))
	i.t.Cleanup(keys.Close)
	return &config.Authorization{JWTKeyProvider: config.JWTKeyProvider{KeySourceURIs: []string{keys.URL}}}
}

// Claims are good ones for a subject, with others added or, where they are nil, taken away.
func Claims(subject string, others map[string]any) jwt.MapClaims {
	claims := jwt.MapClaims{"sub": subject, "exp": time.Now().Add(time.Hour).Unix()}
	maps.Copy(claims, others)
	for name, value := range others {
		if value == nil {
			delete(claims, name)
		}
	}
	return claims
}

// Bearer gives the header of a token that is signed with the EC key.
func (i *Issuer) Bearer(claims jwt.MapClaims) string {
	return "Bearer " + i.Sign(jwt.SigningMethodES256, ECKey, claims)
}

// Sign gives a token, whose key may be one that does not fit.
func (i *Issuer) Sign(method jwt.SigningMethod, key string, claims jwt.MapClaims) string {
	i.t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if key != "" {
		token.Header["kid"] = key
	}
	var private any
	switch method.(type) {
	case *jwt.SigningMethodRSA, *jwt.SigningMethodRSAPSS:
		private = i.rsa
	case *jwt.SigningMethodECDSA:
		private = i.ec
	case *jwt.SigningMethodHMAC:
		private = []byte("a secret that both know")
	default:
		private = jwt.UnsafeAllowNoneSignatureType
	}
	signed, err := token.SignedString(private)
	Must(i.t, err)
	return signed
}

// Must ends a test that cannot go on.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
