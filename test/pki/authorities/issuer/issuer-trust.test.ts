import { IssuerTrust } from '../../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import { codeOf } from '../../../support/refusal';

describe('the trust in an issuer', () => {
  test('is a CA certificate, or the root that signs for nothing else', () => {
    const certificate = TrustRef.secret('corp-clients', 'tls.crt');
    expect(IssuerTrust.caCertificate(certificate)._certificates).toEqual([certificate]);
    expect(IssuerTrust.dedicatedRoot()._certificates).toBeUndefined();
  });

  test('is several CA certificates in the order in which they are given, each once and at least one', () => {
    const certificates = ['old', 'new'].map((name) => TrustRef.secret(name, 'tls.crt'));
    expect(IssuerTrust.caCertificates(certificates)._certificates).toEqual(certificates);
    expect(codeOf(() => IssuerTrust.caCertificates([]))).toBe('EMPTY_LIST');
    expect(codeOf(() => IssuerTrust.caCertificates([...certificates, certificates[0]]))).toBe('DUPLICATE_VALUE');
  });

  test('F03 is refused without the certificate, which would read as a dedicated root', () => {
    expect(codeOf(() => IssuerTrust.caCertificate(undefined as never))).toBe('MISSING_OPTION');
    expect(codeOf(() => IssuerTrust.caCertificate({ kind: 'Secret' } as never))).toBe('WRONG_TYPE');
  });
});
