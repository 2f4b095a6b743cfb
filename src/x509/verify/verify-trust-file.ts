import type { Problem } from '../../core/problem';
import type { CertificateFacts } from '../model';
import { type Flaw, type Judged, problemsOf } from './flaw';
import { isSignedBy } from './is-signed-by';
import { soundness } from './lint-certificate';
import { signingFlaws } from './verify-authority';

/** Who reads a file of trust. */
export interface TrustReader {
  /** Temporal's own lists are of files with one certificate each: only a file's first one is compared when it reloads. */
  readonly oneCertificate: boolean;
  /** Node and OpenSSL take a self-signed certificate alone for an anchor. */
  readonly selfSigned: boolean;
}

/**
 * Judges a file by which somebody verifies: authorities alone, each once.
 *
 * Findings: `INVALID_CHAIN`, and of each authority what `judgeCertificate` finds whatever it is for.
 */
export function judgeTrust(
  trusted: readonly CertificateFacts[],
  { oneCertificate, selfSigned }: TrustReader,
  judged: Judged,
): Problem[] {
  const flaws: Flaw[] = [];
  const add = (value: string, expected: string, fix: string) =>
    flaws.push({ code: 'INVALID_CHAIN', value, expected, fix });
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
  const own = trusted.flatMap((anchor) => [...soundness(anchor, judged.at), ...signingFlaws(anchor, 0, [])]);
  return problemsOf([...flaws, ...own], judged);
}
