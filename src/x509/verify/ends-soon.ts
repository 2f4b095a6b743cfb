import type { Problem } from '../../core/problem';
import type { CertificateFacts } from '../model';
import { type Checked, type Flaw, problemsOf } from './flaw';
import { iso } from './lint-certificate';

const DAY = 86_400_000;
/** Long enough to get another one from whoever issues them. */
const MOST = 30 * DAY;
/** Of its life: whoever renews without being asked has done it before. */
const SHARE = 1 / 6;

/** Warns of certificates that somebody else has to renew soon; of those that have ended others speak. */
export function endingSoon(certificates: readonly CertificateFacts[], checked: Checked): Problem[] {
  return problemsOf(
    certificates.flatMap((certificate) => flawOf(certificate, checked.at)),
    checked,
  );
}

function flawOf({ subject, notBefore, notAfter }: CertificateFacts, at: Date | undefined): Flaw[] {
  if (at === undefined) return [];
  const left = notAfter.getTime() - at.getTime();
  const wanted = Math.min(MOST, (notAfter.getTime() - notBefore.getTime()) * SHARE);
  if (left < 0 || left >= wanted) return [];
  return [
    {
      code: 'CERTIFICATE_NEAR_EXPIRY',
      warning: true,
      found: `${subject} with an end at ${iso(notAfter)}`,
      expected: `an end at least ${Math.round(wanted / 3_600_000)} h after ${iso(at)}`,
      fix: 'Have it renewed, and give the file of the new one.',
    },
  ];
}
