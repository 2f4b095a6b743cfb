import { type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { effects } from '../../core/effects';
import { refuse } from '../../core/errors';
import { type Der, loadDer } from '../keys/der';
import { generatePrivateKey } from '../keys/keys';
import { writePem } from '../keys/pem';
import { curveOf, describePrivateKey, publicKeyFacts, publicKeyOf } from '../keys/public-key';
import type { CertificateProfile, CertifiedKey } from '../model';
import { readCertificate } from '../read/read-certificate';
import { validityAt } from '../verify/validity';
import { requireAuthority } from '../verify/verify-authority';
import { requireIssuable } from './profile-checks';
import { algorithmIdentifier, keyIdentifierOf, type SignatureAlgorithm, tbsCertificate } from './tbs-certificate';

const signOctets = promisify(sign);

/**
 * Issues a self-signed root, an intermediate below one, or a leaf below either.
 *
 * @param authority what signs, which is judged before it does; undefined for a root
 * @param at the time; the certificate begins 5 minutes earlier
 * @param ownKey the key of the certificate that this one renews; a fresh one where it is left out
 *
 * Throws what `requireIssuable` and `requireAuthority` throw, `INVALID_LIFETIME` where the certificate would outlive the
 * authority, `KEY_MISMATCH` for a key of another kind, and `OUT_OF_RANGE` where the clock cannot be right.
 */
export async function issueCertificate(
  profile: CertificateProfile,
  authority: CertifiedKey | undefined,
  at: Date,
  ownKey?: KeyObject,
): Promise<CertifiedKey> {
  requireIssuable(profile);
  const validity = validityAt(profile, at);
  if (authority !== undefined) requireAuthority(authority, profile, validity, at);

  if (ownKey !== undefined) requireKind(ownKey, profile);
  const privateKey = ownKey ?? (await generatePrivateKey(profile.privateKey));

  const signer = authority?.privateKey ?? privateKey;
  const der = loadDer();
  const signatureAlgorithm = signatureAlgorithmOf(signer);
  const tbs = tbsCertificate(der, profile, {
    serialNumber: newSerialNumber(),
    ...validity,
    publicKey: publicKeyOf(privateKey),
    ...(authority && authorityNames(der, authority)),
    signatureAlgorithm,
  });
  const signature = await signOctets(signatureAlgorithm.digest, der.encode(tbs), signer);
  const signed = der.sequence(tbs, algorithmIdentifier(der, signatureAlgorithm), der.bitString(signature));
  return { certificate: readCertificate(writePem('CERTIFICATE', der.encode(signed)), profile.name), privateKey };
}

/** A key of another kind than declared is replaced, not kept: renewing with it is refused. */
function requireKind(key: KeyObject, { name, privateKey }: CertificateProfile): void {
  const declared = describePrivateKey(privateKey);
  const { description } = publicKeyFacts(publicKeyOf(key));
  if (description === declared) return;
  refuse('KEY_MISMATCH', {
    option: name,
    found: description,
    expected: `a key of ${declared}, as the program declares`,
    fix: 'Issue it with a new key.',
  });
}

/** 16 octets whose first two bits are 01: positive, never zero, of constant length, with 126 unpredictable bits. */
export function newSerialNumber(): Buffer {
  const octets = effects.randomBytes(16);
  octets[0] = (octets[0] & 0x3f) | 0x40;
  return octets;
}

/** SHA-384 for keys of that strength; otherwise SHA-256, which every verifier has. */
function signatureAlgorithmOf(privateKey: KeyObject): SignatureAlgorithm {
  if (privateKey.asymmetricKeyType === 'rsa') {
    return { oid: '1.2.840.113549.1.1.11', nullParameters: true, digest: 'sha256' };
  }
  return privateKey.asymmetricKeyDetails?.namedCurve === curveOf(384)
    ? { oid: '1.2.840.10045.4.3.3', nullParameters: false, digest: 'sha384' }
    : { oid: '1.2.840.10045.4.3.2', nullParameters: false, digest: 'sha256' };
}

/** The authority's subject and key identifier, octet for octet, since verifiers compare octets. */
function authorityNames(der: Der, { certificate, privateKey }: CertifiedKey) {
  return {
    issuerName: Buffer.from(certificate.subjectDer, 'base64'),
    authorityKeyIdentifier:
      certificate.subjectKeyIdentifier === undefined
        ? keyIdentifierOf(der, publicKeyOf(privateKey))
        : Buffer.from(certificate.subjectKeyIdentifier, 'hex'),
  };
}
