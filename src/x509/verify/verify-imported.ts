import type { KeyObject } from 'node:crypto';
import type { Problem } from '../../core/problem';
import type { CertificateFacts, CertificateProfile } from '../model';
import { nearExpiry } from './compare-with-profile';
import { type Checked, type Flaw, problemsOf, refuseFlaws } from './flaw';
import { isSignedBy } from './is-signed-by';
import { lintCertificate } from './lint-certificate';
import { keyFlaws, lifetimeFlaws, signingFlaws } from './verify-authority';

/** What an imported authority is used for. */
export interface ImportDemands {
  /** Extended key usages of the certificates that it will sign. */
  readonly usages: readonly string[];
  /** Whether the chain must end with a self-signed root, because peers verify by it. */
  readonly rootAtTop: boolean;
}

/**
 * Refuses an imported authority whose signatures all or some verifiers would refuse.
 *
 * Throws `INVALID_CHAIN`, `INVALID_CERTIFICATE`, `WEAK_KEY`, `WEAK_SIGNATURE`, `CERTIFICATE_EXPIRED`,
 * `CERTIFICATE_NOT_YET_VALID`, `INVALID_LIFETIME`, `KEY_MISMATCH`.
 *
 * @param chain the authority's own certificate first, each followed by the one that signed it
 */
export function requireImportable(
  chain: readonly CertificateFacts[],
  privateKey: KeyObject,
  { usages, rootAtTop }: ImportDemands,
  checked: Checked,
): void {
  const authorities = chain.flatMap((authority, index) => [
    ...lintCertificate(authority, checked.at),
    ...signingFlaws(authority, index, usages),
    ...(index === 0 ? [] : lifetimeFlaws(authority, chain[index - 1].notAfter)),
  ]);
  const top = chain[chain.length - 1];
  const open: Flaw = {
    code: 'INVALID_CHAIN',
    found: `${top.subject}, signed by ${top.issuer}`,
    expected: 'a chain that ends with a self-signed root',
    fix: 'Put the root at the end of the file.',
  };
  refuseFlaws(
    [
      ...orderFlaws(chain),
      ...authorities,
      ...(rootAtTop && !isSignedBy(top, top) ? [open] : []),
      ...keyFlaws(privateKey, chain[0]),
    ],
    checked,
  );
}

/**
 * Verifies an imported authority by its own certificate alone. Findings: as `requireImportable`, and `CERTIFICATE_NEAR_EXPIRY` as
 * a warning.
 */
export function verifyImported(
  authority: CertificateFacts,
  profile: CertificateProfile,
  { usages }: Pick<ImportDemands, 'usages'>,
  checked: Checked,
): Problem[] {
  const { at } = checked;
  return problemsOf(
    [...lintCertificate(authority, at), ...signingFlaws(authority, 0, usages), ...nearExpiry(authority, profile, at)],
    checked,
  );
}

function orderFlaws(chain: readonly CertificateFacts[]): Flaw[] {
  const wrong = chain.findIndex((certificate, index) => index > 0 && !isSignedBy(chain[index - 1], certificate));
  if (wrong === -1) return [];
  return [
    {
      code: 'INVALID_CHAIN',
      found: `${chain[wrong].subject} behind ${chain[wrong - 1].subject}, which it did not sign`,
      expected: "the authority's own certificate first, each followed by what signed it",
      fix: 'Put them into this order, and leave out what does not belong to the chain.',
    },
  ];
}
