import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { KeyAlgorithm } from '../../../src/pki/certificates/key-algorithm';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { PkiProgram } from '../../support/pki-program';
import { refusalOf } from '../../support/refusal';

const frontendNames = [
  'temporal-frontend',
  'temporal-frontend.temporal',
  'temporal-frontend.temporal.svc',
  'temporal-frontend.temporal.svc.cluster.local',
];

describe("the frontend's certificate", () => {
  test('A18 P09 holds every name of its Service', () => {
    const { pki, ...program } = new PkiProgram();
    expect(pki.frontendServerName).toBe(frontendNames[3]);
    expect(pki._toModel().certificates.find(({ role }) => role === 'frontend')?.dnsNames).toEqual(frontendNames);
    expect(program.chart).toBeDefined();
  });

  test('holds the names and addresses that are asked for, each once', () => {
    const program = new PkiProgram({
      frontendDnsNames: ['temporal.example.com', 'Temporal.example.com.', 'temporal-frontend', 'localhost'],
      frontendIpAddresses: ['127.0.0.1', '::ffff:127.0.0.1', '::1'],
    });
    expect(program.spec('Certificate temporal/temporal-frontend')).toMatchObject({
      dnsNames: [...frontendNames, 'temporal.example.com', 'localhost'],
      ipAddresses: ['127.0.0.1', '::1'],
      usages: ['digital signature', 'server auth'],
    });
  });

  test('A18 follows prefix and cluster domain', () => {
    const { pki } = new PkiProgram({ namePrefix: 'prod', clusterDomain: 'k8s.example' });
    expect(pki.frontendServerName).toBe('prod-frontend.temporal.svc.k8s.example');
    expect(pki.internodeServerName).toBe('prod-internode.temporal.svc.k8s.example');
  });
});

describe("the frontend's certificate of an issuer that signs no names of the cluster", () => {
  const trust = IssuerTrust.caCertificate(TrustRef.configMap('public-root', 'ca.crt'));
  const authorities = {
    'a ClusterIssuer': CertificateAuthority.clusterIssuer('public', { trust, serverName: 'temporal.example.com' }),
    'an Issuer': CertificateAuthority.issuer('public', { trust, serverName: 'Temporal.example.com.' }),
    'an external issuer': CertificateAuthority.externalIssuer({
      group: 'cas-issuer.example.com',
      kind: 'PublicIssuer',
      name: 'public',
      trust,
      serverName: 'temporal.example.com',
    }),
  };

  test.each(Object.entries(authorities))('A18 holds the names of the program alone, with %s', (_kind, frontend) => {
    const program = new PkiProgram({ frontend, frontendDnsNames: ['*.temporal.example.com'] });
    expect(program.pki.frontendServerName).toBe('temporal.example.com');
    expect(program.spec('Certificate temporal/temporal-frontend')).toMatchObject({
      commonName: 'temporal.example.com', // an ACME issuer signs none that is not among the names
      dnsNames: ['temporal.example.com', '*.temporal.example.com'],
    });
    // Nothing else is asked of such an issuer.
    const asked = program.names.filter((name) => JSON.stringify(program.spec(name) ?? {}).includes('"name":"public"'));
    expect(asked).toEqual(['Certificate temporal/temporal-frontend']);
  });
});

describe('the internode certificate', () => {
  test('A18 A19 holds the one name that all services verify, and serves and calls', () => {
    const program = new PkiProgram();
    expect(program.spec('Certificate temporal/temporal-internode')).toMatchObject({
      dnsNames: [program.pki.internodeServerName],
      usages: ['digital signature', 'server auth', 'client auth'],
    });
  });
});

describe("a listener's certificate that is brought", () => {
  test('A18 is verified by the name that it is said to hold', () => {
    const { pki } = new PkiProgram({
      internode: CertificateAuthority.existingSecrets({
        trust: TrustRef.configMap('internode-ca', 'ca.crt'),
        serverName: 'internode.example.com',
      }),
      frontend: CertificateAuthority.existingSecrets({
        trust: TrustRef.configMap('frontend-ca', 'ca.crt'),
        serverName: 'temporal.example.com',
        secretNames: { frontend: 'corp-frontend' },
      }),
    });
    expect(pki.internodeServerName).toBe('internode.example.com');
    expect(pki.frontendServerName).toBe('temporal.example.com');
    const [internode, frontend] = pki._toModel().certificates.filter(({ role }) => role !== 'trust');
    expect(internode).toMatchObject({ secretName: 'temporal-internode', dnsNames: ['internode.example.com'] });
    expect(frontend).toMatchObject({ secretName: 'corp-frontend', dnsNames: ['temporal.example.com'] });
  });
});

describe('every certificate', () => {
  const program = new PkiProgram({ keyAlgorithm: KeyAlgorithm.RSA_2048 });
  program.pki.addUiCertificate();
  program.pki.addCommandLineCertificate();
  program.pki.addPersonCertificate('admin');
  program.pki.addServiceCertificate('worker');
  program.pki.addDatabaseClientCertificate({ user: 'temporal_user' });
  const { certificates } = program.pki._toModel();

  test.each(certificates.map((certificate) => [certificate.name, certificate] as const))(
    'P09 %s has a name that verifiers look at',
    (_name, { dnsNames, uris }) => {
      expect(dnsNames.length + uris.length).toBeGreaterThan(0);
    },
  );

  test('P09 P23 of a caller is known by a SPIFFE ID of its own', () => {
    const ids = certificates.flatMap(({ uris }) => uris);
    expect(ids).toEqual([
      'spiffe://cluster.local/ns/temporal/certificate/frontend-trust',
      'spiffe://cluster.local/ns/temporal/certificate/clients-trust',
      'spiffe://cluster.local/ns/temporal/sa/temporal-ui',
      'spiffe://cluster.local/ns/temporal/sa/temporal-command-line',
      'spiffe://cluster.local/ns/temporal/person/admin',
      'spiffe://cluster.local/ns/temporal/sa/worker',
      'spiffe://cluster.local/ns/temporal/certificate/database-trust',
      'spiffe://cluster.local/ns/temporal/certificate/database-client',
    ]);
  });

  test('P20 has a key of the algorithm that the program asks for, its authorities too', () => {
    const keys = program.objects.filter(({ kind }) => kind === 'Certificate').map(({ spec }) => spec.privateKey);
    expect(keys).toHaveLength(8 + certificates.length);
    for (const key of keys) expect(key).toMatchObject({ algorithm: 'RSA', size: 2048 });
  });

  test('K16 has a name that fits a Kubernetes label', () => {
    const name = 'a'.repeat(60);
    expect(refusalOf(() => program.pki.addServiceCertificate(name))).toMatchObject({
      code: 'INVALID_NAME',
      option: `certificate name "${name}"`,
    });
  });

  test.each([
    ['frontend-trust', 49],
    ['database-client', 48],
  ])('K16 is refused by the prefix of all names where the program does not name it: %s', (name, length) => {
    const existing = (issuer: string) =>
      CertificateAuthority.clusterIssuer(issuer, { trust: IssuerTrust.dedicatedRoot() });
    const refused = refusalOf(() =>
      new PkiProgram({
        namePrefix: 'a'.repeat(length),
        internode: existing('internode'),
        frontend: existing('frontend'),
        clients: existing('clients'),
        database: existing('database'),
      }).pki.addDatabaseClientCertificate({ user: 'temporal' }),
    );
    expect(refused).toMatchObject({ code: 'INVALID_NAME', option: 'MtlsPki.namePrefix' });
    expect(refused.expected).toMatch(new RegExp(`^at most ${length - 1} characters.*-${name}$`));
  });
});
