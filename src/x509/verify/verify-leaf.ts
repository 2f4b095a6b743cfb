import { AuthError } from '../../core/errors';
import type { Problem } from '../../core/problem';
import type { CertificateFacts, ExtendedKeyUsage } from '../model';
import { holdsServerName } from '../names/server-name';
import { dnsNameOrWildcard } from '../names/subject-alternative-names';
import { type Checked, type Flaw, problemsOf } from './flaw';
import { lintCertificate } from './lint-certificate';

/** What the peers of a certificate's holder require of it. */
export interface LeafDemands {
  readonly usages: readonly ExtendedKeyUsage[];
  /** The name that callers verify; absent where none do. */
  readonly serverName?: string;
}

/**
 * Verifies a leaf that the program does not describe completely: it is sound, no authority, has the usages that it needs and no
 * others, and holds the name that callers verify.
 *
 * Findings: `INVALID_CERTIFICATE`, `WEAK_KEY`, `WEAK_SIGNATURE`, `WRONG_USAGE`, `INVALID_SAN`, `NAME_NOT_IN_CERTIFICATE`, and,
 * where a time is given, `CERTIFICATE_EXPIRED`, `CERTIFICATE_NOT_YET_VALID`.
 */
export function verifyLeaf(leaf: CertificateFacts, demands: LeafDemands, checked: Checked): Problem[] {
  return problemsOf(
    [
      ...lintCertificate(leaf, checked.at),
      ...placeFlaws(leaf),
      ...usageFlaws(leaf, demands),
      ...nameFlaws(leaf, demands),
    ],
    checked,
  );
}

function placeFlaws({ isCa, keyUsages, subject }: CertificateFacts): Flaw[] {
  if (!isCa && !keyUsages?.includes('cert sign')) return [];
  return [
    {
      code: 'INVALID_CERTIFICATE',
      found: `${subject}, which may sign certificates`,
      expected: 'a leaf, with CA: false and without the key usage cert sign',
      fix: 'Put the leaf first, or issue one: whoever holds this key makes certificates for everybody.',
    },
  ];
}

function usageFlaws({ keyUsages, extendedKeyUsages }: CertificateFacts, { usages }: LeafDemands): Flaw[] {
  const flaws: Flaw[] = [];
  const add = (found: string, expected: string, fix: string) =>
    flaws.push({ code: 'WRONG_USAGE', found, expected, fix });
  if (keyUsages !== undefined && !keyUsages.includes('digital signature')) {
    add(keyUsages.join(', '), 'the key usage digital signature', 'Issue it with it: TLS 1.3 needs it.');
  }
  if (extendedKeyUsages === undefined || extendedKeyUsages.includes('any')) {
    const found = extendedKeyUsages === undefined ? 'no extended key usages, which allows all' : 'any';
    add(found, `the extended key usages ${usages.join(', ')}`, 'Issue it for what it is used for.');
    return flaws;
  }
  for (const usage of usages.filter((wanted) => !extendedKeyUsages.includes(wanted))) {
    const fix = 'Issue it with it: its peer refuses the certificate without.';
    add(extendedKeyUsages.join(', ') || 'none', `the extended key usage ${usage}`, fix);
  }
  return flaws;
}

function nameFlaws(leaf: CertificateFacts, { serverName }: LeafDemands): Flaw[] {
  const { dnsNames, ipAddresses, uris, otherNames } = leaf;
  const all = [...dnsNames, ...ipAddresses, ...uris, ...otherNames];
  const flaws: Flaw[] = [];
  if (all.length === 0) {
    flaws.push({
      code: 'INVALID_SAN',
      found: 'none',
      expected: 'at least one subject alternative name',
      fix: 'Issue it with one: verifiers no longer read the common name.',
    });
  }
  if (serverName !== undefined && !holdsServerName(leaf, serverName)) {
    flaws.push({
      code: 'NAME_NOT_IN_CERTIFICATE',
      found: all.join(', ') || 'no name',
      expected: `"${serverName}", the name that callers verify`,
      fix: 'Issue it with the name, or have callers verify one that it holds.',
    });
  }
  return [...flaws, ...dnsNames.flatMap(dnsFlaws)];
}

/** A DNS name that no certificate here may hold: some verifier reads it differently, or it covers names of others. */
function dnsFlaws(name: string): Flaw[] {
  try {
    dnsNameOrWildcard(name, 'dnsNames');
    return [];
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return [{ code: 'INVALID_SAN', found: name, expected: error.problem.expected, fix: 'Issue it with another name.' }];
  }
}
