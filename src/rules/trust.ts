import { errorFinding } from '../core/findings';
import type { AuthModel } from '../model/auth-model';
import { type AuthorityModel, authorityName, authorityOption, issuerOf } from '../pki/model/authority';
import type { TrustModel } from '../pki/model/trust';
import { ADMITTING } from './purposes';
import type { Rule } from './rule';

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
          option: authorityOption(other),
          value: other.trust.map(describeTrust).join(', '),
          expected: `another CA than that of ${authorityName(authority)}`,
          fix: `Give each an authority of its own: a certificate for ${authorityName(authority)} would be taken for one of ${authorityName(other)}, and the reverse.`,
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
        option: authorityOption(authority),
        value: issuerOf(authority)?.name ?? authorityName(authority),
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
