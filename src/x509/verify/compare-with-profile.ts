import { sortedUnique } from '../../core/order';
import type { Problem } from '../../core/problem';
import { describePrivateKey } from '../keys/public-key';
import { type CertificateFacts, type CertificateProfile, PATH_LENGTHS } from '../model';
import { attributesOf, nameLine } from '../read/certificate-text';
import { type Checked, type Flaw, problemsOf } from './flaw';
import { iso, lintCertificate } from './lint-certificate';
import { BACKDATING_SECONDS } from './validity';
import { declaredConstraints, describeConstraints } from './verify-names';

/**
 * Compares a certificate with what the program declares.
 *
 * Findings: `INVALID_CERTIFICATE`, `WEAK_KEY`, `WEAK_SIGNATURE`, `CERTIFICATE_MISMATCH`, and, where a time is given,
 * `CERTIFICATE_EXPIRED`, `CERTIFICATE_NOT_YET_VALID`, and `CERTIFICATE_NEAR_EXPIRY` as a warning.
 */
export function compareWithProfile(
  certificate: CertificateFacts,
  profile: CertificateProfile,
  checked: Checked,
): Problem[] {
  return problemsOf(
    [
      ...lintCertificate(certificate, checked.at),
      ...mismatches(certificate, profile),
      ...nearExpiry(certificate, profile, checked.at),
    ],
    checked,
  );
}

/** Whether a certificate is due for renewal, or has ended. */
export function isDue(
  { notAfter }: Pick<CertificateFacts, 'notAfter'>,
  { renewBeforeSeconds }: Pick<CertificateProfile, 'renewBeforeSeconds'>,
  at: Date,
): boolean {
  return at.getTime() >= notAfter.getTime() - renewBeforeSeconds * 1000;
}

/** Warns of a certificate that is due for renewal; one that has ended is reported elsewhere. */
export function nearExpiry(certificate: CertificateFacts, profile: CertificateProfile, at: Date | undefined): Flaw[] {
  if (at === undefined || !isDue(certificate, profile, at) || at > certificate.notAfter) return [];
  return [
    {
      code: 'CERTIFICATE_NEAR_EXPIRY',
      warning: true,
      found: `an end at ${iso(certificate.notAfter)}`,
      expected: `an end more than ${profile.renewBeforeSeconds / 3600} h after ${iso(at)}`,
      fix: 'Renew it.',
    },
  ];
}

function mismatches(certificate: CertificateFacts, profile: CertificateProfile): Flaw[] {
  const flaws: Flaw[] = [];
  const compare = (what: string, actual: string, declared: string) => {
    if (actual !== declared) {
      flaws.push({
        code: 'CERTIFICATE_MISMATCH',
        found: `${what} ${actual}`,
        expected: `${what} ${declared}, as the program declares`,
        fix: 'Issue it again.',
      });
    }
  };
  // A leaf without the extension may be used for everything. So may an authority, which is meant to have none.
  const extended = profile.kind === 'leaf' ? profile.extendedKeyUsages : undefined;
  compare('the subject', certificate.subject, nameLine(attributesOf(profile.subject)));
  compare('a key of', certificate.publicKey.description, describePrivateKey(profile.privateKey));
  compare('the place of', placeOf(certificate), declaredPlace(profile));
  compare('the key usages', listed(certificate.keyUsages), listed(profile.keyUsages));
  compare('the extended key usages', listed(certificate.extendedKeyUsages), listed(extended));
  compare('the lifetime', `${lifetimeSeconds(certificate)} s`, `${profile.durationSeconds} s`);
  compare(
    'the right to sign',
    describeConstraints(certificate.nameConstraints),
    describeConstraints(declaredConstraints(profile)),
  );
  return [...flaws, ...nameMismatches(certificate, profile)];
}

function nameMismatches(certificate: CertificateFacts, profile: CertificateProfile): Flaw[] {
  const actual = [...certificate.dnsNames, ...certificate.ipAddresses, ...certificate.uris, ...certificate.otherNames];
  const declared = [...profile.dnsNames, ...profile.ipAddresses, ...profile.uris];
  const mismatch = (name: string, value: string, expected: string): Flaw => ({
    code: 'CERTIFICATE_MISMATCH',
    found: `${value} the name ${name}`,
    expected: `${expected} ${name}, as the program declares`,
    fix: 'Issue it again.',
  });
  return [
    ...declared.filter((name) => !actual.includes(name)).map((name) => mismatch(name, 'without', 'a certificate with')),
    ...actual.filter((name) => !declared.includes(name)).map((name) => mismatch(name, 'with', 'a certificate without')),
  ];
}

function placeOf({ isCa, pathLength }: Pick<CertificateFacts, 'isCa' | 'pathLength'>): string {
  return isCa ? `an authority with ${pathLength ?? 'any number of'} authorities below it` : 'a leaf';
}

function declaredPlace({ kind }: CertificateProfile): string {
  return placeOf(kind === 'leaf' ? { isCa: false } : { isCa: true, pathLength: PATH_LENGTHS[kind] });
}

function listed(usages: readonly string[] | undefined): string {
  return usages === undefined ? 'none named, so all' : sortedUnique(usages).join(', ');
}

/** The lifetime that a certificate was issued with. */
export function lifetimeSeconds({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>): number {
  return (notAfter.getTime() - notBefore.getTime()) / 1000 - BACKDATING_SECONDS;
}
