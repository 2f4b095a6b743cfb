import { Severity } from '../../../src/core/problem';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { unlimitedTenants } from '../../../src/pki/rules/unlimited-tenants';
import { PkiProgram } from '../../support/pki-program';

const findingsWith = (authority?: CertificateAuthority) => {
  const { pki } = new PkiProgram();
  pki.addTenant('payments', { authority });
  return unlimitedTenants.check(pki._evidence());
};
const trust = TrustRef.secret('partner-ca', 'ca.crt');

describe('a tenant', () => {
  test('P23 is warned of where an issuer that exists signs any name', () => {
    const authority = CertificateAuthority.clusterIssuer('company', { trust: IssuerTrust.caCertificate(trust) });
    expect(findingsWith(authority)).toMatchObject([
      {
        severity: Severity.WARNING,
        code: 'UNLIMITED_TENANT',
        option: 'MtlsPki.addTenant(payments).authority',
        found: 'company',
      },
    ]);
  });

  test('P23 is warned of where somebody else fills its Secrets', () => {
    expect(findingsWith(CertificateAuthority.existingSecrets({ trust }))).toHaveLength(1);
  });

  test('P23 is not warned of where its intermediate is limited, and neither are those who are no tenants', () => {
    expect(findingsWith(CertificateAuthority.selfSigned())).toEqual([]);
    expect(unlimitedTenants.check(new PkiProgram().pki._evidence())).toEqual([]);
  });
});
