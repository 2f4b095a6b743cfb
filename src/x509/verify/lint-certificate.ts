import type { CertificateFacts } from '../model';
import type { Flaw } from './flaw';

/** Algorithms that every current verifier accepts: SHA-1 can be forged, and PSS and Ed25519 are not supported everywhere. */
const SIGNATURE_ALGORITHMS: readonly string[] = [
  'sha256WithRSAEncryption',
  'sha384WithRSAEncryption',
  'sha512WithRSAEncryption',
  'ecdsa-with-SHA256',
  'ecdsa-with-SHA384',
  'ecdsa-with-SHA512',
];
const LONGEST_SERIAL = 20;

/** Flaws of a certificate that do not depend on its use. */
export function lintCertificate(certificate: CertificateFacts, at: Date | undefined): Flaw[] {
  const flaws: Flaw[] = [];
  const add = (code: Flaw['code'], found: string, expected: string, fix: string) =>
    flaws.push({ code, found, expected, fix });
  const invalid = (found: string, expected: string, fix: string) => add('INVALID_CERTIFICATE', found, expected, fix);

  const { version, serialNumber, publicKey, signatureAlgorithm, notBefore, notAfter } = certificate;
  if (version !== 3) {
    invalid(`version ${version}`, 'version 3', 'Issue it again: only version 3 says what it is for.');
  }
  if (/^[89a-f]/.test(serialNumber) || /^0*$/.test(serialNumber) || serialNumber.length > 2 * LONGEST_SERIAL) {
    invalid('its serial number', 'a positive number of at most 20 octets', 'Issue it again.');
  }
  for (const extension of certificate.unknownCriticalExtensions) {
    invalid(extension, 'no critical extension that verifiers do not know', 'Issue it without.');
  }
  if (certificate.nameConstraints !== undefined && !certificate.isCa) {
    invalid('name constraints in a leaf', 'name constraints in authorities alone', 'Issue it without.');
  }
  if (certificate.extendedKeyUsages?.length === 0) {
    invalid('an empty list', 'extended key usages with content', 'Issue it again: Go takes it for all.');
  }
  if (publicKey.model === undefined) {
    add(
      'WEAK_KEY',
      publicKey.description,
      'RSA 2048, 3072 or 4096 with the exponent 65537, P-256 or P-384',
      'Issue it for a new key.',
    );
  }
  if (!SIGNATURE_ALGORITHMS.includes(signatureAlgorithm)) {
    add('WEAK_SIGNATURE', signatureAlgorithm, 'SHA-256, SHA-384 or SHA-512 with RSA or ECDSA', 'Issue it again.');
  }
  if (!(notBefore < notAfter)) {
    invalid(validity(certificate), 'an end that follows its beginning', 'Issue it again.');
  }
  return at === undefined ? flaws : [...flaws, ...dateFlaws(certificate, at)];
}

function dateFlaws(certificate: CertificateFacts, at: Date): Flaw[] {
  const found = validity(certificate);
  if (at < certificate.notBefore) {
    const fix = "Wait, or set this machine's clock.";
    return [{ code: 'CERTIFICATE_NOT_YET_VALID', found, expected: `a certificate that is valid at ${iso(at)}`, fix }];
  }
  if (at > certificate.notAfter) {
    const fix = 'Renew it.';
    return [{ code: 'CERTIFICATE_EXPIRED', found, expected: `a certificate that is valid at ${iso(at)}`, fix }];
  }
  return [];
}

function validity({ notBefore, notAfter }: CertificateFacts): string {
  return `${iso(notBefore)} to ${iso(notAfter)}`;
}

/** A time as ISO 8601 text in UTC. */
export function iso(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'no date' : date.toISOString();
}
