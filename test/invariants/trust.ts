import { type AuthorityModel, authorityName, authorityOption } from '../../src/pki/model/authority';
import { PURPOSES, type Purpose } from '../../src/pki/model/purpose';
import { describeKey } from '../../src/pki/model/trust';
import type { Invariant } from './invariant';

/** Purposes whose trust decides who may open a listener; `frontend` is only what callers verify. */
const ADMITTING: readonly Purpose[] = PURPOSES.filter((purpose) => purpose !== 'frontend');

/** What opens one listener must not open another: no CA file may stand in two trust lists. */
export const onePurposePerListener: Invariant = (model) => {
  const admitting = model.pki.authorities.filter((authority) => ADMITTING.includes(authority.purpose));
  return admitting.flatMap((authority, index) =>
    admitting
      .slice(index + 1)
      .filter((other) => shareTrust(authority, other))
      .map((other) => ({
        option: authorityOption(other),
        value: other.trust.map(describeKey).join(', '),
        expected: `another CA than that of ${authorityName(authority)}`,
      })),
  );
};

function shareTrust(a: AuthorityModel, b: AuthorityModel): boolean {
  const known = new Set(a.trust.map(describeKey));
  return b.trust.some((trust) => known.has(describeKey(trust)));
}
