import { IssuerTrust } from '../../src/pki/issuer-trust';
import { TrustRef } from '../../src/pki/trust-ref';
import { codeOf } from '../support/refusal';

describe('the trust in an issuer', () => {
  test('is a CA certificate, or the root that signs for nothing else', () => {
    const certificate = TrustRef.secret('corp-clients', 'tls.crt');
    expect(IssuerTrust.caCertificate(certificate)._certificate).toBe(certificate);
    expect(IssuerTrust.dedicatedRoot()._certificate).toBeUndefined();
  });

  test('F03 is refused without the certificate, which would read as a dedicated root', () => {
    expect(codeOf(() => IssuerTrust.caCertificate(undefined as never))).toBe('MISSING_OPTION');
    expect(codeOf(() => IssuerTrust.caCertificate({ kind: 'Secret' } as never))).toBe('WRONG_TYPE');
  });
});
