package identity

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v4"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/log"
	"google.golang.org/grpc/credentials"

	"cdk8s-temporal-auth/server/decision"
	"cdk8s-temporal-auth/server/testkit"
)

const workerURI = "spiffe://here/worker"

// serviceOf knows one certificate.
func serviceOf(authority, uri string) (string, bool) {
	known := map[[2]string]string{{"clients", workerURI}: "worker", {"clients", "spiffe://here/other"}: "other", {"partners", workerURI}: "partner"}
	service, isKnown := known[[2]string{authority, uri}]
	return service, isKnown
}

func newTestMapper(t *testing.T, issuer *testkit.Issuer, change func(*Options)) *Mapper {
	t.Helper()
	options := Options{
		Keys:        authorization.NewDefaultTokenKeyProvider(issuer.Authorization(), log.NewNoopLogger()),
		GroupsClaim: "groups",
		ServiceOf:   serviceOf,
	}
	if change != nil {
		change(&options)
	}
	return NewMapper(options)
}

func TestWhatATokenProves(t *testing.T) {
	issuer := testkit.NewIssuer(t)
	mapper := newTestMapper(t, issuer, nil)
	for name, one := range map[string]struct {
		header string
		want   decision.Caller
	}{
		"ES256":            {issuer.Bearer(testkit.Claims("alice", nil)), decision.Caller{User: "alice", Service: "alice"}},
		"RS256":            {"bearer " + issuer.Sign(jwt.SigningMethodRS256, testkit.RSAKey, testkit.Claims("alice", nil)), decision.Caller{User: "alice", Service: "alice"}},
		"groups":           {issuer.Bearer(testkit.Claims("alice", map[string]any{"groups": []string{"a", "b"}})), decision.Caller{User: "alice", Service: "alice", Groups: []string{"a", "b"}}},
		"other claims":     {issuer.Bearer(testkit.Claims("alice", map[string]any{"permissions": []string{"temporal-system:admin"}, "roles": "x"})), decision.Caller{User: "alice", Service: "alice"}},
		"an empty list":    {issuer.Bearer(testkit.Claims("alice", map[string]any{"groups": []string{}})), decision.Caller{User: "alice", Service: "alice", Groups: []string{}}},
		"no token at all":  {"", decision.Caller{}},
		"a subject of old": {issuer.Bearer(testkit.Claims("internal", nil)), decision.Caller{User: "internal", Service: "internal"}},
	} {
		claims, err := mapper.GetClaims(&authorization.AuthInfo{AuthToken: one.header})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := Of(claims).Caller; !reflect.DeepEqual(got, one.want) {
			t.Errorf("%s: %+v", name, got)
		}
		if claims.System != 0 || claims.Namespaces != nil || claims.Subject != one.want.User {
			t.Errorf("%s: %+v", name, claims)
		}
	}
}

func TestTokensThatProveNothing_G23(t *testing.T) {
	issuer, stranger := testkit.NewIssuer(t), testkit.NewIssuer(t)
	bearer := func(others map[string]any) string { return issuer.Bearer(testkit.Claims("alice", others)) }
	past := time.Now().Add(-time.Minute).Unix()
	for name, one := range map[string]struct {
		header, want string
		change       func(*Options)
	}{
		"no scheme":              {strings.TrimPrefix(bearer(nil), "Bearer "), "no bearer token", nil},
		"another scheme":         {"Basic YTpi", "no bearer token", nil},
		"an empty token":         {"Bearer ", "not valid", nil},
		"garbage":                {"Bearer a.b.c", "not valid", nil},
		"another's key":          {stranger.Bearer(testkit.Claims("alice", nil)), "not valid", nil},
		"a changed token":        {bearer(nil) + "A", "not valid", nil},
		"no key named":           {"Bearer " + issuer.Sign(jwt.SigningMethodES256, "", testkit.Claims("alice", nil)), "names no key", nil},
		"an unknown key":         {"Bearer " + issuer.Sign(jwt.SigningMethodES256, "else", testkit.Claims("alice", nil)), "not found", nil},
		"no signature":           {"Bearer " + issuer.Sign(jwt.SigningMethodNone, testkit.ECKey, testkit.Claims("alice", nil)), "not valid", nil},
		"HMAC":                   {"Bearer " + issuer.Sign(jwt.SigningMethodHS256, testkit.ECKey, testkit.Claims("alice", nil)), "not valid", nil},
		"PS256":                  {"Bearer " + issuer.Sign(jwt.SigningMethodPS256, testkit.RSAKey, testkit.Claims("alice", nil)), "not valid", nil},
		"RS384":                  {"Bearer " + issuer.Sign(jwt.SigningMethodRS384, testkit.RSAKey, testkit.Claims("alice", nil)), "not valid", nil},
		"expired":                {bearer(map[string]any{"exp": past}), "expired", nil},
		"not yet":                {bearer(map[string]any{"nbf": time.Now().Add(time.Hour).Unix()}), "not valid yet", nil},
		"never expires":          {bearer(map[string]any{"exp": nil}), "never expires", nil},
		"an expiry of text":      {bearer(map[string]any{"exp": "tomorrow"}), "not valid", nil},
		"no subject":             {bearer(map[string]any{"sub": nil}), "no subject", nil},
		"an empty subject":       {bearer(map[string]any{"sub": ""}), "no subject", nil},
		"a subject that is none": {bearer(map[string]any{"sub": 7}), "no subject", nil},
		"groups as text":         {bearer(map[string]any{"groups": "a b"}), "is no list", nil},
		"groups as an object":    {bearer(map[string]any{"groups": map[string]any{"a": true}}), "is no list", nil},
		"groups of numbers":      {bearer(map[string]any{"groups": []any{"a", 7}}), "other than texts", nil},
		"no audience":            {bearer(nil), "another audience", func(o *Options) { o.Audience = "temporal" }},
		"another audience":       {bearer(map[string]any{"aud": []string{"ui", "Temporal"}}), "another audience", func(o *Options) { o.Audience = "temporal" }},
		"no issuer":              {bearer(nil), "another issuer", func(o *Options) { o.Issuers = []string{"https://here"} }},
		"another issuer":         {bearer(map[string]any{"iss": "https://here/"}), "another issuer", func(o *Options) { o.Issuers = []string{"https://here"} }},
	} {
		claims, err := newTestMapper(t, issuer, one.change).GetClaims(&authorization.AuthInfo{AuthToken: one.header})
		if claims != nil || err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %+v, %v", name, claims, err)
		}
		if err != nil && strings.Contains(err.Error(), "eyJ") {
			t.Errorf("%s: the error holds the token", name)
		}
	}
}

func TestAudiencesAndIssuers(t *testing.T) {
	issuer := testkit.NewIssuer(t)
	mapper := newTestMapper(t, issuer, func(o *Options) { o.Audience, o.Issuers = "temporal", []string{"https://a", "https://b"} })
	for _, audience := range []any{"temporal", []string{"ui", "temporal"}} {
		header := issuer.Bearer(testkit.Claims("alice", map[string]any{"aud": audience, "iss": "https://b"}))
		if _, err := mapper.GetClaims(&authorization.AuthInfo{AuthToken: header, Audience: "temporal"}); err != nil {
			t.Error(err)
		}
		if _, err := mapper.GetClaims(&authorization.AuthInfo{AuthToken: header, Audience: "else"}); err == nil {
			t.Error("the audience that the server asks for is not looked at")
		}
	}
}

// The first verified chain proves who a client is, by an exact name below a known authority.
func TestWhatACertificateProves_G08_G25(t *testing.T) {
	root, partner, stranger := testkit.NewCA(t, "clients", nil), testkit.NewCA(t, "partners", nil), testkit.NewCA(t, "clients", nil)
	intermediate := testkit.NewCA(t, "below", root)
	authorities, err := OpenAuthorities(map[string][]string{
		"clients": {testkit.File(t, root.Certificate)}, "partners": {testkit.File(t, partner.Certificate)},
	})
	testkit.Must(t, err)
	mapper := newTestMapper(t, testkit.NewIssuer(t), func(o *Options) { o.Authorities = authorities })
	chain := func(client *x509.Certificate, above ...*testkit.CA) []*x509.Certificate {
		chain := []*x509.Certificate{client}
		for _, ca := range above {
			chain = append(chain, ca.Certificate)
		}
		return chain
	}
	unverified := testkit.Connection()
	unverified.State.PeerCertificates = chain(root.Client(workerURI), root)
	for name, one := range map[string]struct {
		connection *credentials.TLSInfo
		want       string
	}{
		"no connection":               {nil, ""},
		"no certificate":              {&credentials.TLSInfo{State: tls.ConnectionState{}}, ""},
		"a known one":                 {testkit.Connection(chain(root.Client(workerURI), root)), "worker"},
		"below an intermediate":       {testkit.Connection(chain(intermediate.Client(workerURI), intermediate, root)), "worker"},
		"of a renewed authority":      {testkit.Connection(chain(root.Client(workerURI), root.Renewed())), "worker"},
		"of another authority":        {testkit.Connection(chain(partner.Client(workerURI), partner)), "partner"},
		"of a stranger with its name": {testkit.Connection(chain(stranger.Client(workerURI), stranger)), ""},
		"of a second chain alone":     {testkit.Connection(chain(root.Client(workerURI), stranger), chain(root.Client(workerURI), root)), ""},
		"unverified":                  {unverified, ""},
		"an empty chain":              {testkit.Connection([]*x509.Certificate{}), ""},
		"trusted by itself":           {testkit.Connection(chain(root.Client(workerURI))), ""},
		"the authority itself":        {testkit.Connection(chain(root.Certificate)), ""},
		"another name":                {testkit.Connection(chain(root.Client(workerURI+"/more"), root)), ""},
		"another case":                {testkit.Connection(chain(root.Client("spiffe://here/Worker"), root)), ""},
		"no name":                     {testkit.Connection(chain(root.Client(), root)), ""},
		"a name beside others":        {testkit.Connection(chain(root.Client("https://else", workerURI), root)), "worker"},
	} {
		claims, err := mapper.GetClaims(&authorization.AuthInfo{TLSConnection: one.connection})
		if err != nil || Of(claims).Caller.CertificateService != one.want || claims.Subject != one.want {
			t.Errorf("%s: %+v, %v", name, claims, err)
		}
	}
	both := testkit.Connection(chain(root.Client(workerURI, "spiffe://here/other"), root))
	if _, err := mapper.GetClaims(&authorization.AuthInfo{TLSConnection: both}); err == nil {
		t.Error("a certificate stands for two callers")
	}
}

func TestATokenAndACertificateAddUp_G24(t *testing.T) {
	issuer, root := testkit.NewIssuer(t), testkit.NewCA(t, "clients", nil)
	authorities, err := OpenAuthorities(map[string][]string{"clients": {testkit.File(t, root.Certificate)}})
	testkit.Must(t, err)
	mapper := newTestMapper(t, issuer, func(o *Options) { o.Authorities = authorities })
	info := &authorization.AuthInfo{
		AuthToken:     issuer.Bearer(testkit.Claims("alice", nil)),
		TLSConnection: testkit.Connection([]*x509.Certificate{root.Client(workerURI), root.Certificate}),
		// The client writes what it likes into it.
		ExtraData: "admin",
	}
	claims, err := mapper.GetClaims(info)
	testkit.Must(t, err)
	want := decision.Caller{User: "alice", Service: "alice", CertificateService: "worker"}
	if got := Of(claims).Caller; !reflect.DeepEqual(got, want) || claims.Subject != "alice" {
		t.Errorf("%+v", got)
	}
	nobody, err := mapper.GetClaims(&authorization.AuthInfo{ExtraData: "alice"})
	testkit.Must(t, err)
	if got := Of(nobody).Caller; !reflect.DeepEqual(got, decision.Caller{}) || nobody.Subject != "" {
		t.Errorf("who names himself is %+v", got)
	}
	info.AuthToken = "Bearer broken"
	if _, err := mapper.GetClaims(info); err == nil {
		t.Error("a broken token counts for nothing beside a certificate")
	}
}

func TestClaimsOfOthersHaveNoIdentity(t *testing.T) {
	internal, _ := authorization.NewInternalClaimMapper().GetClaims(nil)
	for _, claims := range []*authorization.Claims{nil, {}, internal, {Extensions: "alice"}, {Extensions: Identity{}}, {Extensions: (*Identity)(nil)}} {
		if Of(claims) != nil {
			t.Errorf("%+v", claims)
		}
	}
	if claims, err := NewMapper(Options{}).GetClaims(nil); err != nil || Of(claims) != nil {
		t.Errorf("%+v, %v", claims, err)
	}
}

func TestAuthoritiesAreReadAgain(t *testing.T) {
	first, second := testkit.NewCA(t, "first", nil), testkit.NewCA(t, "second", nil)
	path := testkit.File(t, first.Certificate)
	authorities, err := OpenAuthorities(map[string][]string{"clients": {path}})
	testkit.Must(t, err)
	knows := func(ca *testkit.CA) bool { return len(authorities.above([]*x509.Certificate{ca.Certificate})) == 1 }
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	defects := make(chan error, 100)
	go authorities.Watch(ctx, func(err error) { defects <- err })
	time.Sleep(50 * time.Millisecond)
	testkit.WriteFile(t, path, second.Certificate)
	for range 300 {
		if knows(second) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if knows(first) || !knows(second) {
		t.Error("the new authority is not known")
	}
	testkit.WriteFile(t, path)
	if err := <-defects; !strings.Contains(err.Error(), "holds no certificate") || !knows(second) {
		t.Errorf("%v", err)
	}
}

func TestDefectsOfAuthorities(t *testing.T) {
	root := testkit.NewCA(t, "root", nil)
	for name, one := range map[string]struct{ path, want string }{
		"no file":          {"/nowhere/ca.crt", "no such file"},
		"no certificate":   {testkit.File(t), "no certificate"},
		"no CA":            {testkit.File(t, root.Client(workerURI)), "is no CA"},
		"one that is none": {testkit.File(t, root.Certificate, root.Client(workerURI)), "is no CA"},
	} {
		if _, err := OpenAuthorities(map[string][]string{"clients": {one.path}}); err == nil || !strings.Contains(err.Error(), one.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
