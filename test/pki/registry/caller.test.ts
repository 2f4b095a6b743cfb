import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { FrontendTrustBundle } from '../../../src/pki/frontend-trust-bundle';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const bundle = TrustRef.configMap('temporal-frontend-ca', 'ca.crt');
const clusterWide = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });

describe('a caller in another Kubernetes namespace', () => {
  test('P29 is refused where a namespaced Issuer would sign, with the ways out', () => {
    const { pki, elsewhere } = new PkiProgram();
    const refusal = refusalOf(() => pki.addServiceCertificate('worker', { scope: elsewhere, frontendTrust: bundle }));
    expect(refusal.code).toBe('ISSUER_ELSEWHERE');
    expect(refusal.found).toContain('payments');
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
    expect(refusal.fix).toMatch(
      /Bundle.*ExternalSecret.*ClusterIssuer.*dedicatedRoot\(\) if it was made for this alone/,
    );
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

describe('what a caller is given to verify the frontend by', () => {
  const bundleFor = (program: PkiProgram, ...kubernetesNamespaces: string[]) =>
    new FrontendTrustBundle(program.chart, 'Trust', { pki: program.pki, kubernetesNamespaces }).trust;
  /** Another server in the same namespace. */
  const another = ({ chart }: PkiProgram, frontend?: CertificateAuthority) =>
    new MtlsPki(chart, 'Other', { namePrefix: 'other', frontend });

  test('is refused where it lies in the namespace of the server alone', () => {
    const { pki, elsewhere } = new PkiProgram({ clients: clusterWide });
    const options = { scope: elsewhere, frontendTrust: pki.frontendTrust };
    expect(refusalOf(() => pki.addServiceCertificate('worker', options))).toMatchObject({
      code: 'MISSING_TRUST',
      option: 'certificate worker frontendTrust',
      path: 'temporal/Pki',
      found: expect.stringContaining('temporal-frontend-trust in temporal'),
      fix: expect.stringContaining('FrontendTrustBundle'),
    });
    expect(codeOf(() => pki.addTenant('partner', { authority: clusterWide }).addServiceCertificate('x', options))).toBe(
      'MISSING_TRUST',
    );
  });

  test('is refused where a Bundle brings it into other namespaces alone', () => {
    const program = new PkiProgram({ clients: clusterWide, frontend: clusterWide });
    const frontendTrust = bundleFor(program, 'orders');
    const { pki, elsewhere } = program;
    for (const add of [
      () => pki.addServiceCertificate('worker', { scope: elsewhere, frontendTrust }),
      () => pki.addUiCertificate({ frontendTrust }),
      () => pki.addPersonCertificate('admin', { frontendTrust }),
    ]) {
      expect(refusalOf(add)).toMatchObject({ code: 'MISSING_TRUST', found: expect.stringContaining('in orders') });
    }
  });

  test('is refused where it is the root of another server', () => {
    const program = new PkiProgram({ clients: clusterWide, frontend: clusterWide });
    const other = another(program, clusterWide);
    const { pki, chart, elsewhere } = program;
    const kubernetesNamespaces = ['payments'];
    const { trust } = new FrontendTrustBundle(chart, 'Trust', { pki: other, kubernetesNamespaces });
    for (const add of [
      () => pki.addServiceCertificate('worker', { scope: elsewhere, frontendTrust: trust }),
      () => pki.addUiCertificate({ frontendTrust: other.frontendTrust }),
    ]) {
      expect(refusalOf(add)).toMatchObject({
        code: 'MISSING_TRUST',
        found: expect.stringContaining('other-frontend-root'),
        expected: expect.stringContaining('temporal-frontend-root'),
      });
    }
  });

  test("may be another server's where both frontends are behind one issuer of the user's", () => {
    const frontend = CertificateAuthority.clusterIssuer('corp', { trust: IssuerTrust.dedicatedRoot() });
    const program = new PkiProgram({ frontend });
    const { frontendTrust } = another(program, frontend);
    expect(program.pki.addUiCertificate({ frontendTrust })._model.frontendTrust).toEqual(frontendTrust._in('temporal'));
  });

  test('P32 may be a Bundle while the authority is rotated, in each of its namespaces, and by way of another certificate', () => {
    const generation = AuthorityGeneration.introduce(2);
    const frontend = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager', generation });
    const program = new PkiProgram({ clients: clusterWide, frontend });
    const trust = bundleFor(program, 'temporal', 'payments');
    const { frontendTrust } = program.pki.addUiCertificate({ frontendTrust: trust });
    const { _model } = program.pki.addServiceCertificate('worker', { scope: program.elsewhere, frontendTrust });
    expect(_model.frontendTrust).toEqual(trust._in('payments'));
  });

  test("may lie anywhere where the user names it, be it the frontend authority's", () => {
    const named = TrustRef.configMap('corp-frontend', 'ca.crt');
    const frontend = CertificateAuthority.existingSecrets({ trust: named, serverName: 'temporal.example.com' });
    const { pki, elsewhere } = new PkiProgram({ clients: clusterWide, frontend });
    const { frontendTrust } = pki;
    const trustOf = (name: string, trust: TrustRef) =>
      pki.addServiceCertificate(name, { scope: elsewhere, frontendTrust: trust })._model.frontendTrust;
    expect(trustOf('one', frontendTrust)).toEqual(named._in('payments'));
    const own = TrustRef.secret('temporal-frontend-trust', 'ca.crt');
    expect(trustOf('two', own)).toEqual(own._in('payments'));
  });

  test('is left out where a local authority brings it', () => {
    process.env.TEMPORAL_AUTH_PLAN = '/nowhere'; // the store is empty
    try {
      const frontend = CertificateAuthority.local({ store: 'pki', secretStore: SecretStoreRef.store('vault') });
      const { pki, elsewhere } = new PkiProgram({ clients: clusterWide, frontend });
      const options = { scope: elsewhere, frontendTrust: pki.frontendTrust };
      expect(refusalOf(() => pki.addServiceCertificate('worker', options))).toMatchObject({
        code: 'MISSING_TRUST',
        fix: expect.stringContaining('Leave frontendTrust out'),
      });
      const { frontendTrust } = pki.addServiceCertificate('worker', { scope: elsewhere });
      expect(pki.addServiceCertificate('two', { scope: elsewhere, frontendTrust }).frontendTrust).toBe(frontendTrust);
    } finally {
      delete process.env.TEMPORAL_AUTH_PLAN;
    }
  });
});
