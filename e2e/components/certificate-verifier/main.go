// Command certificate-verifier says what crypto/x509 and zlint think of certificates: it reads a request as JSON from
// standard input and writes the answer to standard output, so that thousands of certificates take one process.
package main

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"sort"
	"time"

	zx509 "github.com/zmap/zcrypto/x509"
	"github.com/zmap/zlint/v3"
	"github.com/zmap/zlint/v3/lint"
)

type request struct {
	// Each is one certificate in PEM.
	Lint   []string      `json:"lint"`
	Verify []verifyChain `json:"verify"`
}

type verifyChain struct {
	Leaf          string   `json:"leaf"`
	Intermediates []string `json:"intermediates"`
	Roots         []string `json:"roots"`
	DNSName       string   `json:"dnsName"`
	// "server auth" or "client auth".
	Usage string    `json:"usage"`
	At    time.Time `json:"at"`
}

type response struct {
	// For each certificate, the lints that found an error or a warning, or why it cannot be parsed.
	Lint [][]string `json:"lint"`
	// How many lints applied to at least one certificate.
	Applied int `json:"applied"`
	// For each chain, why it is refused; empty where it is not.
	Verify []string `json:"verify"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var in request
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		return err
	}
	registry, err := lint.GlobalRegistry().Filter(lint.FilterOptions{
		IncludeSources: lint.SourceList{lint.RFC3279, lint.RFC5280, lint.RFC5480, lint.RFC5891, lint.RFC8813},
	})
	if err != nil {
		return err
	}
	out := response{Lint: [][]string{}, Verify: []string{}}
	applied := map[string]bool{}
	for _, text := range in.Lint {
		out.Lint = append(out.Lint, lintCertificate(text, registry, applied))
	}
	out.Applied = len(applied)
	for _, chain := range in.Verify {
		reason := ""
		if err := chain.verify(); err != nil {
			reason = err.Error()
		}
		out.Verify = append(out.Verify, reason)
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

func lintCertificate(text string, registry lint.Registry, applied map[string]bool) []string {
	found := []string{}
	block, rest := pem.Decode([]byte(text))
	if block == nil || len(rest) > 0 {
		return []string{"not one PEM block"}
	}
	if _, err := x509.ParseCertificate(block.Bytes); err != nil {
		return []string{"crypto/x509: " + err.Error()}
	}
	certificate, err := zx509.ParseCertificate(block.Bytes)
	if err != nil {
		return []string{"zcrypto: " + err.Error()}
	}
	for name, result := range zlint.LintCertificateEx(certificate, registry).Results {
		if result.Status >= lint.Pass {
			applied[name] = true
		}
		if result.Status >= lint.Warn {
			found = append(found, name)
		}
	}
	sort.Strings(found)
	return found
}

func (c verifyChain) verify() error {
	leaf, err := parse(c.Leaf)
	if err != nil {
		return err
	}
	options := x509.VerifyOptions{
		DNSName:       c.DNSName,
		CurrentTime:   c.At,
		Roots:         x509.NewCertPool(),
		Intermediates: x509.NewCertPool(),
	}
	switch c.Usage {
	case "server auth":
		options.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	case "client auth":
		options.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	default:
		return fmt.Errorf("unknown usage %q", c.Usage)
	}
	for pool, texts := range map[*x509.CertPool][]string{options.Roots: c.Roots, options.Intermediates: c.Intermediates} {
		for _, text := range texts {
			certificate, err := parse(text)
			if err != nil {
				return err
			}
			pool.AddCert(certificate)
		}
	}
	_, err = leaf.Verify(options)
	return err
}

func parse(text string) (*x509.Certificate, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("not PEM")
	}
	return x509.ParseCertificate(block.Bytes)
}
