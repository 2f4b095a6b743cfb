import type { Problem } from '../../core/problem';
import type { CertificateFacts } from '../model';
import { type Checked, type Flaw, problemsOf } from './flaw';
import { isSignedBy } from './is-signed-by';
import { lintCertificate } from './lint-certificate';
import { lifetimeFlaws, signingFlaws } from './verify-authority';
import { nameFlaws, namesOf } from './verify-names';

/**
 * Verifies the certificates that a listener or caller presents against what its peer trusts. The leaf comes first, each
 * certificate is followed by the authority that signed it, and the trusted one is left out. `compareWithProfile` or `verifyLeaf`
 * verifies the leaf itself.
 *
 * @param chain as in `tls.crt`
 * @param trusted as in `ca.crt`; an intermediate may be trusted in place of its root
 *
 * Findings: `INVALID_CHAIN`, `INVALID_LIFETIME`, `NAME_NOT_PERMITTED`, and of each authority the flaws that do not depend on its
 * use.
 */
export function verifyChain(
  chain: readonly CertificateFacts[],
  trusted: readonly CertificateFacts[],
  checked: Checked,
): Problem[] {
  const misplaced = bundleFlaws(chain, trusted);
  // The other flaws of a bundle in disorder would be reported of the wrong pairs.
  if (misplaced.length > 0) return problemsOf(misplaced, checked);
  // A renewed root has the name and key of the one that it follows: verifiers use the one that lasts longer.
  const [anchor] = trusted
    .filter((candidate) => isSignedBy(chain[chain.length - 1], candidate))
    .sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime());
  const authorities = [...chain.slice(1), anchor];
  const usages = chain[0].extendedKeyUsages ?? [];
  return problemsOf(
    authorities.flatMap((authority, index) => [
      ...lintCertificate(authority, checked.at),
      ...signingFlaws(authority, index, usages),
      ...lifetimeFlaws(authority, chain[index].notAfter),
      ...nameFlaws(authority, namesOf(chain[0])),
    ]),
    checked,
  );
}

/** Flaws in the content and order of the bundle. */
function bundleFlaws(chain: readonly CertificateFacts[], trusted: readonly CertificateFacts[]): Flaw[] {
  const problem = (found: string, expected: string, fix: string): Flaw[] => [
    { code: 'INVALID_CHAIN', found, expected, fix },
  ];
  const [leaf] = chain;
  if (leaf === undefined) return problem('no certificate', 'a leaf', 'Put the leaf into the bundle.');
  const twice = chain.find(({ sha256 }, index) => chain.findIndex((other) => other.sha256 === sha256) !== index);
  if (twice !== undefined) return problem(`${twice.subject} twice`, 'each certificate once', 'Remove one.');
  const root = chain.find((certificate) => isSignedBy(certificate, certificate));
  if (root !== undefined) {
    return problem(
      `${root.subject}, which is a root`,
      'leaf and intermediates alone',
      'Remove it: peers have it or refuse it.',
    );
  }
  const known = chain.find(({ sha256 }) => trusted.some((anchor) => anchor.sha256 === sha256));
  if (known !== undefined && known !== leaf) {
    return problem(`${known.subject}, which is trusted`, 'only what the peer does not have', 'Remove it.');
  }

  const order = pathFrom(leaf, chain);
  if (order.length < chain.length) {
    const stray = chain.find((certificate) => !order.includes(certificate));
    return problem(
      `${stray?.subject}, which signed nothing in front of it`,
      'the leaf first, then each the signer of the one in front of it',
      startsElsewhere(chain),
    );
  }
  const misplaced = chain.find((certificate, index) => order[index] !== certificate);
  if (misplaced !== undefined) {
    const right = order.map(({ subject }) => subject).join('; ');
    return problem(`${misplaced.subject} out of its order`, `the order ${right}`, 'Put them into this order.');
  }
  const last = chain[chain.length - 1];
  if (!trusted.some((anchor) => isSignedBy(last, anchor))) {
    const names = trusted.map(({ subject }) => subject).join('; ') || 'nothing';
    return problem(
      `${last.subject}, signed by ${last.issuer}`,
      `a chain that ends below what is trusted: ${names}`,
      'Add the missing intermediate, or trust the authority that signed it.',
    );
  }
  return [];
}

/** The path from the leaf upwards, through the certificates of the bundle that signed the one before. */
function pathFrom(leaf: CertificateFacts, chain: readonly CertificateFacts[]): CertificateFacts[] {
  const path = [leaf];
  for (;;) {
    const next = chain.find((candidate) => !path.includes(candidate) && isSignedBy(path[path.length - 1], candidate));
    if (next === undefined) return path;
    path.push(next);
  }
}

function startsElsewhere(chain: readonly CertificateFacts[]): string {
  const leaf = chain.find(({ isCa }) => !isCa);
  return chain[0].isCa && leaf !== undefined
    ? `Put the leaf first: ${leaf.subject}.`
    : 'Remove it, or add the certificate that is missing between them.';
}
