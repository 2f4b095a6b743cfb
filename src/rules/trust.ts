import { type AuthModel, type AuthorityModel, PURPOSES, type Purpose, type TrustModel } from '../auth-model';
import { errorFinding } from '../core/findings';
import type { Rule } from './rule';

/** Purposes whose trust decides who may open a listener; `frontend` is only what callers verify. */
const ADMITTING: readonly Purpose[] = PURPOSES.filter((purpose) => purpose !== 'frontend');

/** What opens one listener must not open another: no CA file may stand in two trust lists. */
export const onePurposePerListener: Rule = (model) => {
  const admitting = model.pki.authorities.filter((authority) => ADMITTING.includes(authority.purpose));
  return admitting.flatMap((authority, index) =>
    admitting
      .slice(index + 1)
      .filter((other) => shareTrust(authority, other))
      .map((other) =>
        errorFinding('SHARED_ISSUER', {
          path: model.pki.path,
          option: `MtlsPki.${other.purpose}`,
          value: other.trust.map(describeTrust).join(', '),
          expected: `another CA than that of ${authority.purpose}`,
          fix: `Give each purpose an authority of its own: a certificate for ${authority.purpose} would open the listeners of ${other.purpose}, and the reverse.`,
        }),
      ),
  );
};

/** Where nothing says what an issuer's root signs, a listener that trusts the root may be open to the whole company. */
export const provenTrust: Rule = (model: AuthModel) =>
  model.pki.authorities
    .filter((authority) => ADMITTING.includes(authority.purpose) && !authority.trustProven)
    .map((authority) =>
      errorFinding('UNPROVEN_TRUST', {
        path: model.pki.path,
        option: `MtlsPki.${authority.purpose}`,
        value: authority.issuer?.name ?? authority.purpose,
        expected: 'an authority whose trust covers this purpose alone',
        fix: 'Say so with IssuerTrust.dedicatedRoot(), or name the intermediate that signs for this purpose with IssuerTrust.caCertificate(…).',
      }),
    );

function shareTrust(a: AuthorityModel, b: AuthorityModel): boolean {
  const known = new Set(a.trust.map(describeTrust));
  return b.trust.some((trust) => known.has(describeTrust(trust)));
}

function describeTrust({ kind, namespace, name, key }: TrustModel): string {
  return `${kind} ${namespace}/${name} ${key}`;
}
