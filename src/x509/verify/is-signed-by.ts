import { X509Certificate } from 'node:crypto';
import { oncePer } from '../../core/derived';
import type { CertificateFacts } from '../model';

// Parsed certificates and proven signatures are kept: facts never change, and one intermediate signs a thousand leaves.
const x509Of = oncePer(({ pem }: CertificateFacts) => new X509Certificate(pem));
const signaturesOf = oncePer((certificate: CertificateFacts) =>
  oncePer((issuer: CertificateFacts) => x509Of(certificate).verify(x509Of(issuer).publicKey)),
);

/** Whether a certificate names another as its issuer and is signed by that one's key. */
export function isSignedBy(certificate: CertificateFacts, issuer: CertificateFacts): boolean {
  return certificate.issuerDer === issuer.subjectDer && signaturesOf(certificate)(issuer);
}
