package identity

import (
	"crypto/x509"
	"encoding/asn1"
	"errors"

	"google.golang.org/grpc/credentials"
)

// serviceOf gives the service that the client certificate of a connection stands for, or "".
//
// Only the first of the chains that the server verified counts: a second one would let a client choose by whom it was
// issued. In it, an authority must be one of those above the certificate.
func (m *Mapper) serviceOf(connection *credentials.TLSInfo) (string, error) {
	if connection == nil || len(connection.State.VerifiedChains) == 0 || m.options.Authorities == nil {
		return "", nil
	}
	chain := connection.State.VerifiedChains[0]
	if len(chain) < 2 {
		return "", nil
	}
	found := ""
	for _, authority := range m.options.Authorities.above(chain[1:]) {
		for _, uri := range urisOf(chain[0]) {
			service, isKnown := m.options.ServiceOf(authority, uri)
			if isKnown && found != "" {
				return "", errors.New("the certificate stands for more than one caller")
			}
			if isKnown {
				found = service
			}
		}
	}
	return found, nil
}

var subjectAlternativeNames = asn1.ObjectIdentifier{2, 5, 29, 17}

// uriTag is that of a URI among the names of a certificate.
const uriTag = 6

// urisOf gives the URI names of a certificate as they stand in it; those that crypto/x509 gives have been rewritten.
func urisOf(certificate *x509.Certificate) []string {
	uris := []string{}
	for _, extension := range certificate.Extensions {
		var names []asn1.RawValue
		if !extension.Id.Equal(subjectAlternativeNames) {
			continue
		}
		if rest, err := asn1.Unmarshal(extension.Value, &names); err != nil || len(rest) > 0 {
			return nil
		}
		for _, name := range names {
			if name.Class == asn1.ClassContextSpecific && name.Tag == uriTag {
				uris = append(uris, string(name.Bytes))
			}
		}
	}
	return uris
}
