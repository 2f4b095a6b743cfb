import { refuse } from '../../core/errors';
import type { CertificateProfile } from '../model';

/** A certificate is valid from five minutes before it is issued, for verifiers whose clocks are behind. */
export const BACKDATING_SECONDS = 300;

/** A clock that shows less is wrong: this library did not exist then. */
const EARLIEST = new Date('2026-01-01T00:00:00Z');
/** The last time that GeneralizedTime can express. */
const LATEST = new Date('9999-12-31T23:59:59Z');

/** The validity of a certificate, in whole seconds. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The validity of a certificate issued at a time. Throws `OUT_OF_RANGE` where the clock cannot be right. */
export function validityAt({ name, durationSeconds }: CertificateProfile, at: Date): Validity {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const validity = {
    notBefore: new Date(second - BACKDATING_SECONDS * 1000),
    notAfter: new Date(second + durationSeconds * 1000),
  };
  // This form also refuses an invalid date, whose comparisons are all false.
  if (!(at >= EARLIEST && validity.notAfter <= LATEST)) {
    refuse('OUT_OF_RANGE', {
      option: `the clock, for ${name}`,
      found: Number.isNaN(at.getTime()) ? 'no date' : at.toISOString(),
      expected: 'a time in or after 2026 from which the certificate ends before the year 10000',
      fix: "Set this machine's clock.",
    });
  }
  return validity;
}
