import { CertificateAuthority } from '../../src/pki/certificate-authority';
import { IssuerTrust } from '../../src/pki/issuer-trust';
import { TrustRef } from '../../src/pki/trust-ref';
import { PkiProgram } from '../support/pki-program';
import { codeOf, refusalOf } from '../support/refusal';

const bundle = TrustRef.configMap('temporal-frontend-ca', 'ca.crt');
const clusterWide = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });

describe('a caller in another Kubernetes namespace', () => {
  test('P29 is refused where a namespaced Issuer would sign, with the ways out', () => {
    const { pki, elsewhere } = new PkiProgram();
    const refusal = refusalOf(() => pki.addServiceCertificate('worker', { scope: elsewhere, frontendTrust: bundle }));
    expect(refusal.code).toBe('ISSUER_ELSEWHERE');
    expect(refusal.value).toContain('payments');
    expect(refusal.fix).toMatch(
      /MtlsPki\.clients .*clusterIssuer.*clusterScoped.*local.*vault.*clusterResourceNamespace.*ExternalSecret/,
    );
  });

  test("P29 of a tenant is refused by the tenant's issuer, wherever that of the others signs", () => {
    const { pki, elsewhere } = new PkiProgram({ clients: clusterWide });
    const tenant = pki.addTenant('payments');
    const { code, fix } = refusalOf(() =>
      tenant.addServiceCertificate('worker', { scope: elsewhere, frontendTrust: bundle }),
    );
    expect(code).toBe('ISSUER_ELSEWHERE');
    expect(fix).toContain('Let MtlsPki.addTenant(payments).authority be ');
  });

  test('is refused without a way to verify the frontend, with the ways out', () => {
    const { pki, elsewhere } = new PkiProgram({ clients: clusterWide });
    const refusal = refusalOf(() => pki.addServiceCertificate('worker', { scope: elsewhere }));
    expect(refusal.code).toBe('MISSING_TRUST');
    expect(refusal.fix).toMatch(/Bundle.*ExternalSecret.*ClusterIssuer/);
  });

  test('has its Certificate in its own chart, signed by the ClusterIssuer', () => {
    const program = new PkiProgram({ clients: clusterWide });
    const certificate = program.pki.addServiceCertificate('worker', {
      scope: program.elsewhere,
      frontendTrust: bundle,
    });
    expect(program.elsewhere.toJson()).toHaveLength(1);
    expect(program.spec('Certificate payments/temporal-worker')).toMatchObject({
      uris: ['spiffe://cluster.local/ns/payments/sa/worker'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'temporal-clients.temporal' },
    });
    expect(certificate.kubernetesNamespace).toBe('payments');
    expect(certificate._model.frontendTrust).toEqual(bundle._in('payments'));
  });

  test.each([
    ['a cluster-wide hierarchy', clusterWide],
    [
      'a ClusterIssuer of a dedicated root',
      CertificateAuthority.clusterIssuer('corp', { trust: IssuerTrust.dedicatedRoot() }),
    ],
  ])(
    'verifies the frontend by the root that %s writes into a Secret there, once for all callers',
    (_what, frontend) => {
      const program = new PkiProgram({ clients: clusterWide, frontend });
      const first = program.pki.addServiceCertificate('one', { scope: program.elsewhere });
      program.pki.addServiceCertificate('two', { scope: program.elsewhere });
      expect(program.names.filter((name) => name.startsWith('Certificate payments/'))).toEqual([
        'Certificate payments/temporal-frontend-trust',
        'Certificate payments/temporal-one',
        'Certificate payments/temporal-two',
      ]);
      expect(first._model.frontendTrust).toEqual({
        kind: 'Secret',
        name: 'temporal-frontend-trust',
        namespace: 'payments',
        key: 'ca.crt',
      });
    },
  );

  test('P11 never gets a certificate there with which it could serve as the frontend', () => {
    const program = new PkiProgram({ clients: clusterWide, frontend: clusterWide });
    program.pki.addServiceCertificate('worker', { scope: program.elsewhere });
    const { usages, dnsNames } = program.spec('Certificate payments/temporal-frontend-trust');
    expect(usages).toEqual(['digital signature', 'timestamping']);
    expect(dnsNames).toBeUndefined();
  });

  test("is refused where the frontend's issuer is known by name only", () => {
    const { pki, elsewhere } = new PkiProgram({
      clients: clusterWide,
      frontend: CertificateAuthority.clusterIssuer('corp'),
    });
    expect(codeOf(() => pki.addServiceCertificate('worker', { scope: elsewhere }))).toBe('MISSING_TRUST');
  });

  test('may bring its Secret there itself', () => {
    const clients = CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('corp-clients', 'ca.crt') });
    const { pki, elsewhere, names } = new PkiProgram({ clients });
    const certificate = pki.addServiceCertificate('worker', { scope: elsewhere, frontendTrust: bundle });
    expect(certificate.secretName).toBe('temporal-worker');
    expect(names.filter((name) => name.includes('worker'))).toEqual([]);
  });
});

describe("a caller in the server's namespace", () => {
  test('verifies the frontend by what the namespace has, in whatever chart it is', () => {
    const { pki } = new PkiProgram();
    expect(pki.addServiceCertificate('worker', { scope: pki })._model.frontendTrust).toEqual(
      pki.frontendTrust._in('temporal'),
    );
  });

  test('verifies the frontend by what it is given instead', () => {
    const { pki } = new PkiProgram();
    expect(pki.addUiCertificate({ frontendTrust: bundle })._model.frontendTrust).toEqual(bundle._in('temporal'));
  });
});
