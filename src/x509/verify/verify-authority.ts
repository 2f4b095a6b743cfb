import type { KeyObject } from 'node:crypto';
import { publicKeyFacts, publicKeyOf } from '../keys/public-key';
import type { CertificateFacts, CertificateProfile, CertifiedKey } from '../model';
import { type Flaw, refuseFlaws } from './flaw';
import { iso, lintCertificate } from './lint-certificate';
import type { Validity } from './validity';
import { declaredNames, nameFlaws } from './verify-names';

/**
 * Refuses an authority whose signature all or some verifiers would refuse.
 *
 * Throws `INVALID_CERTIFICATE`, `WEAK_KEY`, `WEAK_SIGNATURE`, `CERTIFICATE_EXPIRED`, `CERTIFICATE_NOT_YET_VALID`,
 * `INVALID_CHAIN`, `KEY_MISMATCH`, `INVALID_LIFETIME`, `NAME_NOT_PERMITTED`.
 */
export function requireAuthority(
  { certificate, privateKey }: CertifiedKey,
  profile: CertificateProfile,
  validity: Validity,
  at: Date,
): void {
  const below = profile.kind === 'leaf' ? 0 : 1;
  const checked = { option: `the authority of ${profile.name}` };
  refuseFlaws(
    [
      ...lintCertificate(certificate, at),
      ...signingFlaws(certificate, below, profile.extendedKeyUsages),
      ...keyFlaws(privateKey, certificate),
      ...lifetimeFlaws(certificate, validity.notAfter),
      ...nameFlaws(certificate, declaredNames(profile)),
    ],
    checked,
  );
}

/**
 * Why a certificate must not sign another.
 *
 * @param authoritiesBelow how many authorities stand between it and the leaf
 * @param usages extended key usages of what is signed
 */
export function signingFlaws(
  { isCa, keyUsages, pathLength, extendedKeyUsages, subject }: CertificateFacts,
  authoritiesBelow: number,
  usages: readonly string[],
): Flaw[] {
  const flaws: Flaw[] = [];
  const add = (found: string, expected: string, fix: string) =>
    flaws.push({ code: 'INVALID_CHAIN', found, expected, fix });
  if (!isCa) add(`${subject}, which is no authority`, 'basic constraints with CA: true', 'Give an authority.');
  if (subject === '') add('an empty subject', 'an authority with a name', 'Issue it again with a subject.');
  if (!keyUsages?.includes('cert sign')) {
    add(keyUsages?.join(', ') ?? 'no key usages', 'the key usage cert sign', 'Issue the authority with it.');
  }
  if (pathLength !== undefined && pathLength < authoritiesBelow) {
    add(
      `path length ${pathLength}`,
      `at least ${authoritiesBelow}, since ${authoritiesBelow} authorities stand below it`,
      'Sign leaves with it alone, or give the authority above it.',
    );
  }
  const missing = usages.find((usage) => extendedKeyUsages !== undefined && !extendedKeyUsages.includes(usage));
  if (missing !== undefined && !extendedKeyUsages?.includes('any')) {
    add(extendedKeyUsages?.join(', ') ?? '', `an authority that may sign for ${missing}`, 'Issue it for that as well.');
  }
  return flaws;
}

/** Whether a private key is the one of a certificate. */
export function keyFlaws(privateKey: KeyObject, { publicKey }: CertificateFacts): Flaw[] {
  const own = publicKeyFacts(publicKeyOf(privateKey));
  if (own.sha256 === publicKey.sha256) return [];
  return [
    {
      code: 'KEY_MISMATCH',
      found: `a key of ${own.description}, the certificate's ${publicKey.description}`,
      expected: 'the private key whose public key is in the certificate',
      fix: 'Bring the two that were made together, or issue a new certificate.',
    },
  ];
}

/** Verifiers check the dates of each certificate, so a chain is invalid once one of its authorities has ended. */
export function lifetimeFlaws({ notAfter }: CertificateFacts, end: Date): Flaw[] {
  if (end <= notAfter) return [];
  return [
    {
      code: 'INVALID_LIFETIME',
      found: `an end at ${iso(end)}`,
      expected: `at most ${iso(notAfter)}, when its authority ends`,
      fix: 'Renew the authority first, or choose a shorter duration.',
    },
  ];
}
