import { warningOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { type AuthorityModel, authorityOption, authorityPath, issuerOf } from '../model/authority';
import type { PkiEvidence } from './pki-evidence';

/** The kinds whose CA certificates are made here, with the names that they may sign. */
const LIMITED: readonly AuthorityModel['kind'][] = ['self-signed', 'local', 'imported'];

/** An issuer that exists, or whoever fills the Secrets, may sign any name. */
export const unlimitedTenants: Rule<PkiEvidence> = {
  id: 'unlimited-tenants',
  what: 'The authority of a tenant signs names of that tenant alone.',
  why: "A tenant's authority that may sign any name may sign those of another tenant.",
  codes: ['UNLIMITED_TENANT'],
  check: ({ pki }) =>
    pki.authorities
      .filter(({ tenant, kind }) => tenant !== undefined && !LIMITED.includes(kind))
      .map((authority) =>
        warningOf('UNLIMITED_TENANT', {
          path: authorityPath(pki, authority),
          option: authorityOption(authority),
          found: issuerOf(authority)?.name ?? 'certificates that are brought in Secrets',
          expected: 'an authority whose names this library limits to the trust domain of the tenant',
          fix:
            'Have critical name constraints put into its CA certificate, and tell its callers apart by their authority; or ' +
            'let it be CertificateAuthority.selfSigned(…) or local(…).',
        }),
      ),
};
