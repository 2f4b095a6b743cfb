import { type Problem, warningOf } from '../../core/problem';
import { type AuthorityModel, authorityOption, issuerOf } from '../model/authority';
import type { PkiModel } from '../model/pki';

/** The kinds whose CA certificates are made here, with the names that they may sign. */
const LIMITED: readonly AuthorityModel['kind'][] = ['self-signed', 'local', 'imported'];

/** An issuer that exists, or whoever fills the Secrets, may sign any name, another tenant's among them. */
export function unlimitedTenants(pki: PkiModel): Problem[] {
  return pki.authorities
    .filter(({ tenant, kind }) => tenant !== undefined && !LIMITED.includes(kind))
    .map((authority) =>
      warningOf('UNLIMITED_TENANT', {
        path: pki.path,
        option: authorityOption(authority),
        value: issuerOf(authority)?.name ?? 'certificates that are brought in Secrets',
        expected: 'an authority whose names this library limits to the trust domain of the tenant',
        fix:
          'Have critical name constraints put into its CA certificate, and tell its callers apart by their authority; or ' +
          'let it be CertificateAuthority.selfSigned(…) or local(…).',
      }),
    );
}
