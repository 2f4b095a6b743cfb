import type { ErrorCode } from '../../core/error-codes';
import { refuse } from '../../core/errors';
import { errorOf, type Facts, type Problem, Severity } from '../../core/problem';

/** Which certificate is checked, and for which time. */
export interface Checked {
  /** What messages call it: the option, or the file in the store. */
  readonly option: string;
  /** The path of the construct, where there is one. */
  readonly path?: string;
  /** The time for which dates are checked; without one they are not, as in a synthesis that must not depend on the day. */
  readonly at?: Date;
}

/** The codes of the flaws of certificates. */
export const FLAW_CODES = [
  'INVALID_CERTIFICATE',
  'WEAK_KEY',
  'WEAK_SIGNATURE',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NEAR_EXPIRY',
  'CERTIFICATE_MISMATCH',
  'INVALID_CHAIN',
  'INVALID_LIFETIME',
  'INVALID_SAN',
  'NAME_NOT_IN_CERTIFICATE',
  'NAME_NOT_PERMITTED',
  'WRONG_USAGE',
] as const satisfies readonly ErrorCode[];

/** A problem of a certificate or key, before it is known which one. */
export interface Flaw extends Pick<Problem, 'expected' | 'fix'> {
  readonly code: (typeof FLAW_CODES)[number] | 'KEY_MISMATCH';
  /** What the certificate or key has instead. */
  readonly found: string;
  /** True where verifiers still accept it. */
  readonly warning?: boolean;
}

/** The flaws as problems of one certificate. */
export function problemsOf(flaws: readonly Flaw[], checked: Checked): Problem[] {
  return flaws.map((flaw) => ({
    ...errorOf(flaw.code, factsOf(flaw, checked)),
    ...(flaw.warning && { severity: Severity.WARNING }),
  }));
}

/** Throws the first flaw that is no warning. */
export function refuseFlaws(flaws: readonly Flaw[], checked: Checked): void {
  const first = flaws.find(({ warning }) => !warning);
  if (first !== undefined) refuse(first.code, factsOf(first, checked));
}

function factsOf({ found, expected, fix }: Flaw, { option, path }: Checked): Facts {
  return { option, found, expected, fix, ...(path !== undefined && { path }) };
}
