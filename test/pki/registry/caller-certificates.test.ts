import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { MtlsPki } from '../../../src/pki/mtls-pki';
import type { Tenant } from '../../../src/pki/tenants/tenant';
import { PkiProgram } from '../../support/pki-program';
import { refusalOf } from '../../support/refusal';

const brought = CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('callers', 'ca.crt') });

describe.each<[string, (program: PkiProgram, authority?: CertificateAuthority) => MtlsPki | Tenant, string]>([
  ['a server', ({ pki }) => pki, 'spiffe://cluster.local'],
  ['a tenant', ({ pki }, authority) => pki.addTenant('payments', { authority }), 'spiffe://payments.cluster.local'],
])('the certificates of callers of %s', (_whose, of, trustDomain) => {
  test('P23 name a pod by namespace and ServiceAccount, and a person by name', () => {
    const callers = of(new PkiProgram());
    expect(callers.addServiceCertificate('worker').spiffeId).toBe(`${trustDomain}/ns/temporal/sa/worker`);
    expect(callers.addServiceCertificate('api', { serviceAccountName: 'x' }).spiffeId).toBe(
      `${trustDomain}/ns/temporal/sa/x`,
    );
    expect(callers.addPersonCertificate('ann').spiffeId).toBe(`${trustDomain}/ns/temporal/person/ann`);
  });

  test('come with what they verify the frontend by, which may be given', () => {
    const callers = of(new PkiProgram());
    const frontendTrust = TrustRef.configMap('bundle', 'ca.crt');
    const names = [
      callers.addServiceCertificate('worker'),
      callers.addPersonCertificate('ann'),
      callers.addServiceCertificate('api', { frontendTrust }),
      callers.addPersonCertificate('bob', { frontendTrust }),
    ].map((certificate) => certificate.frontendTrust?.name);
    expect(names).toEqual(['temporal-frontend-trust', 'temporal-frontend-trust', 'bundle', 'bundle']);
  });

  test('are refused under one name, and where their authority does not sign', () => {
    const program = new PkiProgram();
    const callers = of(program);
    callers.addServiceCertificate('worker');
    expect(refusalOf(() => callers.addPersonCertificate('worker')).code).toBe('DUPLICATE_CERTIFICATE');
    const elsewhere = { scope: program.elsewhere, frontendTrust: TrustRef.configMap('bundle', 'ca.crt') };
    expect(refusalOf(() => callers.addServiceCertificate('api', elsewhere)).code).toBe('ISSUER_ELSEWHERE');
  });

  test('are refused with options for cert-manager where it does not sign, for they would be ignored', () => {
    const callers = of(
      new PkiProgram({ clients: brought }),
      CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('own', 'ca.crt') }),
    );
    const certificate = { revisionHistoryLimit: 2 };
    expect(refusalOf(() => callers.addServiceCertificate('worker', { certificate }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'certificate worker',
    });
  });
});
