import type { Problem } from '../../core/problem';
import type { CertificateFacts } from '../model';
import { type Checked, type Flaw, problemsOf } from './flaw';
import { isSignedBy } from './is-signed-by';
import { lintCertificate } from './lint-certificate';
import { signingFlaws } from './verify-authority';

/** Who reads a trust file. */
export interface TrustReader {
  /** Whether the reader takes one certificate a file: Temporal compares only the first of a file when it reloads its lists. */
  readonly oneCertificate: boolean;
  /** Whether the reader accepts only self-signed certificates as trust anchors, as Node and OpenSSL do. */
  readonly selfSigned: boolean;
}

/**
 * Verifies a trust file: it holds authorities only, each once.
 *
 * Findings: `INVALID_CHAIN`, and of each authority the flaws that do not depend on its use.
 */
export function verifyTrustFile(
  trusted: readonly CertificateFacts[],
  { oneCertificate, selfSigned }: TrustReader,
  checked: Checked,
): Problem[] {
  const flaws: Flaw[] = [];
  const add = (found: string, expected: string, fix: string) =>
    flaws.push({ code: 'INVALID_CHAIN', found, expected, fix });
  if (oneCertificate && trusted.length !== 1) {
    add(
      `${trusted.length} certificates`,
      'one CA certificate',
      'Give each a file of its own: the server compares only the first.',
    );
  }
  const twice = trusted.find(({ sha256 }, index) => trusted.findIndex((other) => other.sha256 === sha256) !== index);
  if (twice !== undefined) add(`${twice.subject} twice`, 'each certificate once', 'Remove one.');
  const below = selfSigned ? trusted.find((anchor) => !isSignedBy(anchor, anchor)) : undefined;
  if (below !== undefined) {
    add(
      `${below.subject}, signed by ${below.issuer}`,
      'a self-signed root',
      'Give the root: Node takes no other anchor.',
    );
  }
  const own = trusted.flatMap((anchor) => [...lintCertificate(anchor, checked.at), ...signingFlaws(anchor, 0, [])]);
  return problemsOf([...flaws, ...own], checked);
}
