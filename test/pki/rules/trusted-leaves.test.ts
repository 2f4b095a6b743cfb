import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { trustedLeaves } from '../../../src/pki/rules/trusted-leaves';
import { PkiProgram } from '../../support/pki-program';

const certificateOf = (name: string) => TrustRef.secret(name, 'tls.crt');
const behind = (trust: IssuerTrust) => CertificateAuthority.issuer('company', { trust });

/** A program with a certificate for the UI, a person and a service. */
function program(props?: MtlsPkiProps): PkiProgram {
  const made = new PkiProgram(props);
  made.pki.addUiCertificate();
  made.pki.addPersonCertificate('ann');
  made.pki.addServiceCertificate('worker');
  return made;
}
const found = ({ pki }: PkiProgram) => trustedLeaves.check(pki._evidence());

describe('what a listener trusts', () => {
  test.each([
    ['one of its own callers', 'clients', 'temporal-ui'],
    ['a person', 'clients', 'temporal-ann'],
    ['the frontend', 'clients', 'temporal-frontend'],
    ['a service', 'internode', 'temporal-worker'],
    ['who only carries a root', 'clients', 'temporal-frontend-trust'],
  ])('P22 is not the certificate of %s', (_, purpose, name) => {
    const made = program({ [purpose]: behind(IssuerTrust.caCertificate(certificateOf(name))) });
    expect(found(made)).toMatchObject([
      { code: 'WRONG_USAGE', option: `MtlsPki.${purpose}`, found: `Secret temporal/${name} tls.crt` },
    ]);
    expect(made.problems).toHaveLength(1);
  });

  test('P22 is not one among several, nor of what somebody else brings', () => {
    const own = TrustRef.secret('company-ca', 'ca.crt');
    const several = behind(IssuerTrust.caCertificates([own, certificateOf('temporal-ann')]));
    expect(found(program({ clients: several }))).toHaveLength(1);
    const clients = CertificateAuthority.existingSecrets({
      trust: own,
      otherTrust: [certificateOf('brought')],
      secretNames: { ann: 'brought' },
    });
    expect(found(program({ clients }))).toMatchObject([
      {
        found: 'Secret temporal/brought tls.crt',
        expected: expect.stringContaining('certificate ann of temporal/Pki'),
      },
    ]);
  });

  test('P22 of a tenant is not that of its own service, which is said of the tenant', () => {
    const made = new PkiProgram();
    const authority = behind(IssuerTrust.caCertificate(certificateOf('temporal-payments-worker')));
    made.pki.addTenant('payments', { authority }).addServiceCertificate('worker');
    expect(found(made)).toMatchObject([{ path: 'temporal/Pki/Tenant-payments' }]);
  });

  test('P22 is not the certificate of a holder of another server', () => {
    const made = program();
    const clients = behind(IssuerTrust.caCertificate(certificateOf('temporal-ui')));
    const other = new MtlsPki(made.chart, 'Other', { namePrefix: 'other', clients });
    expect(trustedLeaves.check(other._evidence())).toHaveLength(1);
    expect(found(made)).toEqual([]);
  });
});

describe('what a caller verifies the frontend by', () => {
  test.each(['temporal-frontend', 'temporal-ui', 'temporal-ann'])('P22 is no certificate of a holder: %s', (name) => {
    const made = program();
    made.pki.addServiceCertificate('batch', { frontendTrust: certificateOf(name) });
    expect(found(made)).toMatchObject([{ code: 'WRONG_USAGE', option: 'certificate batch frontendTrust' }]);
  });

  test('may be the certificate of an authority, which lies under the same key', () => {
    const made = program();
    made.pki.addServiceCertificate('batch', { frontendTrust: certificateOf('temporal-frontend-root') });
    made.pki.addServiceCertificate('other', { frontendTrust: certificateOf('a-secret-of-somebody-else') });
    made.pki.addServiceCertificate('third', { frontendTrust: TrustRef.configMap('temporal-ui', 'tls.crt') });
    expect(found(made)).toEqual([]);
  });
});
