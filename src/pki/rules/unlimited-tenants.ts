import { type Finding, warningFinding } from '../../core/findings';
import { authorityOption, type PkiModel } from '../model';

/** An issuer that exists, or whoever fills the Secrets, may sign any name, another tenant's among them. */
export function unlimitedTenants(pki: PkiModel): Finding[] {
  return pki.authorities
    .filter(({ tenant, hierarchies, local }) => tenant !== undefined && hierarchies.length === 0 && local === undefined)
    .map((authority) =>
      warningFinding('UNLIMITED_TENANT', {
        path: pki.path,
        option: authorityOption(authority),
        value: authority.issuer?.name ?? 'certificates that are brought in Secrets',
        expected: 'an authority whose names this library limits to the trust domain of the tenant',
        fix:
          'Have critical name constraints put into its CA certificate, and tell its callers apart by their authority; or ' +
          'let it be CertificateAuthority.selfSigned(…) or local(…).',
      }),
    );
}
