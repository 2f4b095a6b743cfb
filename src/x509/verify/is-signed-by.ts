import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../model';

/** Parsed certificates and proven signatures: facts never change, and one intermediate signs a thousand leaves. */
const parsed = new WeakMap<CertificateFacts, X509Certificate>();
const proven = new WeakMap<CertificateFacts, WeakMap<CertificateFacts, boolean>>();

/** Whether a certificate names another as its issuer and is signed by that one's key. */
export function isSignedBy(certificate: CertificateFacts, issuer: CertificateFacts): boolean {
  if (certificate.issuerDer !== issuer.subjectDer) return false;
  const issuers = proven.get(certificate) ?? new WeakMap<CertificateFacts, boolean>();
  proven.set(certificate, issuers);
  const signed = issuers.get(issuer) ?? x509Of(certificate).verify(x509Of(issuer).publicKey);
  issuers.set(issuer, signed);
  return signed;
}

function x509Of(certificate: CertificateFacts): X509Certificate {
  const x509 = parsed.get(certificate) ?? new X509Certificate(certificate.pem);
  parsed.set(certificate, x509);
  return x509;
}
