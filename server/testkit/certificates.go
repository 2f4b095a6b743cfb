package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc/credentials"
)

// CA issues certificates.
type CA struct {
	t           testing.TB
	Certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// NewCA makes a root, or one below another where that is given.
func NewCA(t testing.TB, name string, above *CA) *CA {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	Must(t, err)
	made := &CA{t: t, key: key}
	if above == nil {
		above = made
	}
	made.Certificate = above.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, made)
	return made
}

// Renewed gives the same CA with a new certificate for its key.
func (c *CA) Renewed() *CA {
	renewed := &CA{t: c.t, key: c.key}
	renewed.Certificate = renewed.sign(&x509.Certificate{
		Subject: c.Certificate.Subject, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, renewed)
	return renewed
}

// Client issues a client certificate with URI names.
func (c *CA) Client(uris ...string) *x509.Certificate {
	c.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	Must(c.t, err)
	template := &x509.Certificate{Subject: pkix.Name{CommonName: "client"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	for _, text := range uris {
		uri, err := url.Parse(text)
		Must(c.t, err)
		template.URIs = append(template.URIs, uri)
	}
	return c.sign(template, &CA{key: key})
}

func (c *CA) sign(template *x509.Certificate, of *CA) *x509.Certificate {
	c.t.Helper()
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	Must(c.t, err)
	template.SerialNumber = serial
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	issuer := c.Certificate
	if issuer == nil {
		issuer = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, of.key.Public(), c.key)
	Must(c.t, err)
	certificate, err := x509.ParseCertificate(der)
	Must(c.t, err)
	return certificate
}

// File writes certificates to a new file.
func File(t testing.TB, certificates ...*x509.Certificate) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ca.crt")
	WriteFile(t, path, certificates...)
	return path
}

// WriteFile writes certificates to a file.
func WriteFile(t testing.TB, path string, certificates ...*x509.Certificate) {
	t.Helper()
	text := []byte{}
	for _, certificate := range certificates {
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})...)
	}
	Must(t, os.WriteFile(path, text, 0o600))
}

// Connection is one whose client certificate the server verified, by these chains.
func Connection(chains ...[]*x509.Certificate) *credentials.TLSInfo {
	connection := &credentials.TLSInfo{State: tls.ConnectionState{VerifiedChains: chains}}
	if len(chains) > 0 {
		connection.State.PeerCertificates = chains[0]
	}
	return connection
}
