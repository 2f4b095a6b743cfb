import { refuse } from '../../core/errors';
import { namesOutside } from '../../x509/names/name-constraints';
import { type AuthorityModel, authorityName, authorityOption, hierarchiesOf, storedOf } from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import type { CaCertificateModel } from '../model/hierarchy';

/**
 * Refuses a leaf with a name that an intermediate above it must not sign, since every verifier would refuse it. Throws
 * `NAME_NOT_PERMITTED`.
 */
export function requirePermitted(certificate: CertificateModel, authority: AuthorityModel): void {
  for (const { intermediate } of [...hierarchiesOf(authority), ...(storedOf(authority)?.generations ?? [])]) {
    const [name] = outside(certificate, intermediate);
    if (name !== undefined) {
      refuse('NAME_NOT_PERMITTED', {
        option: `certificate ${certificate.name}`,
        path: certificate.path,
        found: name,
        expected: `a name that the intermediate of ${authorityName(authority)} may sign: ${describe(intermediate)}`,
        fix: `Permit it in ${authorityOption(authority)}.permittedNames, or give the certificate another name.`,
      });
    }
  }
}

function outside(certificate: CertificateModel, { permittedNames }: CaCertificateModel): string[] {
  return permittedNames === undefined ? [] : namesOutside({ ...certificate, emailAddresses: [] }, permittedNames);
}

function describe({ permittedNames }: CaCertificateModel): string {
  return Object.entries(permittedNames ?? {})
    .filter(([, subtrees]) => subtrees.length > 0)
    .map(([kind, subtrees]) => `${kind} ${subtrees.join(', ')}`)
    .join('; ');
}
