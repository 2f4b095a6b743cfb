package identity

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"cdk8s-temporal-auth/server/watch"
)

// Authorities are the CA certificates of each authority, as they stand in its files.
type Authorities struct {
	files map[string][]string
	// keys are the public keys of the CA certificates by authority, so that one that is renewed with its key still counts.
	keys atomic.Pointer[map[string][]string]
}

// OpenAuthorities reads the files for the first time; a defect is an error.
func OpenAuthorities(files map[string][]string) (*Authorities, error) {
	authorities := &Authorities{files: files}
	return authorities, authorities.Look()
}

// Watch reads the files again whenever they may have changed, until the context is done. A defect goes to the callback,
// and what was read before stays.
func (a *Authorities) Watch(ctx context.Context, defect func(error)) {
	directories := map[string]bool{}
	for _, paths := range a.files {
		for _, path := range paths {
			directories[filepath.Dir(path)] = true
		}
	}
	if len(directories) == 0 {
		return
	}
	watch.Directories(ctx, slices.Collect(maps.Keys(directories)), time.Minute, func() {
		if err := a.Look(); err != nil {
			defect(err)
		}
	})
}

// Look reads the files again.
func (a *Authorities) Look() error {
	keys := make(map[string][]string, len(a.files))
	for name, paths := range a.files {
		for _, path := range paths {
			read, err := readKeys(path)
			if err != nil {
				return fmt.Errorf("the authority %q: %s: %w", name, path, err)
			}
			keys[name] = append(keys[name], read...)
		}
	}
	a.keys.Store(&keys)
	return nil
}

func readKeys(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	keys := []string{}
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			return nil, fmt.Errorf("holds a block of %s", block.Type)
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		if !certificate.IsCA {
			return nil, fmt.Errorf("holds the certificate of %q, which is no CA", certificate.Subject)
		}
		keys = append(keys, string(certificate.RawSubjectPublicKeyInfo))
	}
	if len(keys) == 0 {
		return nil, errors.New("holds no certificate")
	}
	return keys, nil
}

// above gives the authorities that one of the certificates of a chain is of.
func (a *Authorities) above(issuers []*x509.Certificate) []string {
	found := []string{}
	for name, keys := range *a.keys.Load() {
		if slices.ContainsFunc(issuers, func(issuer *x509.Certificate) bool {
			return slices.Contains(keys, string(issuer.RawSubjectPublicKeyInfo))
		}) {
			found = append(found, name)
		}
	}
	return found
}
