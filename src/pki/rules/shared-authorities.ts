import { errorOf, type Problem } from '../../core/problem';
import type { CertificateFacts } from '../../x509/model';
import { isSignedBy } from '../../x509/verify/is-signed-by';
import { type AuthorityModel, authorityName } from '../model/authority';

/** An authority, and what is known of the certificates behind it. */
export interface SeenAuthority {
  readonly authority: Pick<AuthorityModel, 'purpose' | 'tenant'>;
  /** What messages call the option that they come from. */
  readonly option: string;
  /** What peers verify by. */
  readonly anchors: readonly CertificateFacts[];
  /** What signs, and those above it, in their order; empty where that is not known. */
  readonly chain: readonly CertificateFacts[];
}

/**
 * Authorities of two purposes or tenants that are one: they have a key in common, or a listener that trusts one lets in what the
 * other signs. Findings: `SHARED_ISSUER`.
 */
export function sharedAuthorities(path: string, seen: readonly SeenAuthority[]): Problem[] {
  const known = seen.flatMap(({ anchors, chain }) => [...anchors, ...chain]);
  const above = new Map(seen.map((one) => [one, ancestry(one, known)]));
  return seen.flatMap((one, index) =>
    seen.slice(0, index).flatMap((other) => {
      const common = sharedKey(one, other) ?? opened(other, above.get(one)) ?? opened(one, above.get(other));
      if (common === undefined) return [];
      return errorOf('SHARED_ISSUER', {
        path,
        option: one.option,
        found: common.subject,
        expected: `an authority of its own, since ${authorityName(other.authority)} has this one`,
        fix: 'Give each purpose and tenant an authority whose certificates open nothing else: a certificate may be another and its key the same.',
      });
    }),
  );
}

/** A re-issued authority has another certificate with the same key, and signs for both. */
function sharedKey(one: SeenAuthority, other: SeenAuthority): CertificateFacts | undefined {
  const keys = new Set(own(other).map(({ publicKey }) => publicKey.sha256));
  return own(one).find(({ publicKey }) => keys.has(publicKey.sha256));
}

/** What the listener of an authority trusts of what stands above another. */
function opened({ authority, anchors }: SeenAuthority, above: readonly CertificateFacts[] = []) {
  if (authority.purpose === 'frontend') return undefined; // what callers verify by lets nobody in
  return anchors.find((anchor) => above.some(({ publicKey }) => publicKey.sha256 === anchor.publicKey.sha256));
}

/** What stands between may sign for others as well: it is not trusted. */
function own({ anchors, chain }: SeenAuthority): CertificateFacts[] {
  return [...anchors, ...chain.slice(0, 1)];
}

/** All that signed an authority, whoever has it. */
function ancestry(authority: SeenAuthority, known: readonly CertificateFacts[]): CertificateFacts[] {
  const found = new Set(own(authority));
  for (const certificate of found) {
    for (const signer of known) if (isSignedBy(certificate, signer)) found.add(signer);
  }
  return [...found];
}
