import type { CertificateFacts } from '../model';
import { isSignedBy } from './is-signed-by';

/**
 * Whether a listener with this trust would let in whoever holds a certificate, whatever other certificates the caller brings
 * along. Dates do not matter: what is open tomorrow, or was yesterday, is open.
 *
 * @param known authorities that a caller could bring
 */
export function admits(
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
