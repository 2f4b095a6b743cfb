import type { CertificateFacts } from '../model';
import { isSignedBy } from './is-signed-by';

/**
 * Whether a listener with this trust would accept a certificate, whatever other certificates the caller presents with it. Dates
 * do not count: what is accepted on some day is accepted.
 *
 * @param known authorities that a caller could present
 */
export function wouldAccept(
  trusted: readonly CertificateFacts[],
  leaf: CertificateFacts,
  known: readonly CertificateFacts[],
): boolean {
  const { extendedKeyUsages } = leaf;
  const calls =
    extendedKeyUsages === undefined || ['client auth', 'any'].some((usage) => extendedKeyUsages.includes(usage));
  if (!calls) return false;
  const seen = new Set<string>();
  const open = [leaf];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { sha256 } = next;
    if (seen.has(sha256)) continue;
    seen.add(sha256);
    const certificate = next;
    if (trusted.some((anchor) => anchor.sha256 === sha256 || isSignedBy(certificate, anchor))) return true;
    open.push(...known.filter((candidate) => candidate.isCa && isSignedBy(certificate, candidate)));
  }
  return false;
}
