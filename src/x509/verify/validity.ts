import { refuse } from '../../core/errors';
import type { CertificateProfile } from '../model';

/** How long before its making a certificate is valid, for verifiers whose clocks are behind. */
export const BACKDATING_SECONDS = 300;

/** A clock that shows less has lost its battery: this library did not exist. */
const EARLIEST = new Date('2026-01-01T00:00:00Z');
/** The last moment that GeneralizedTime can write. */
const LATEST = new Date('9999-12-31T23:59:59Z');

/** From when to when a certificate is valid, in whole seconds. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The validity of a certificate that is made at a time. Throws `OUT_OF_RANGE` where the clock cannot be right. */
export function validityAt({ name, durationSeconds }: CertificateProfile, at: Date): Validity {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const validity = {
    notBefore: new Date(second - BACKDATING_SECONDS * 1000),
    notAfter: new Date(second + durationSeconds * 1000),
  };
  // Written so that an invalid date, which compares as false with everything, is refused too.
  if (!(at >= EARLIEST && validity.notAfter <= LATEST)) {
    refuse('OUT_OF_RANGE', {
      option: `the clock, for ${name}`,
      value: Number.isNaN(at.getTime()) ? 'no date' : at.toISOString(),
      expected: 'a time in or after 2026 from which the certificate ends before the year 10000',
      fix: "Set this machine's clock.",
    });
  }
  return validity;
}
