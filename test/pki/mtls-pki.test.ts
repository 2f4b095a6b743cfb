import { App, Chart, Testing } from 'cdk8s';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { PkiProgram } from '../support/pki-program';
import { codeOf } from '../support/refusal';

describe('a PKI with nothing said', () => {
  test('P22 A13 A14 has a root, an intermediate and an issuer each for internode, frontend and clients', () => {
    const hierarchy = (purpose: string) => [
      `Issuer temporal/temporal-${purpose}-bootstrap`,
      `Certificate temporal/temporal-${purpose}-root`,
      `Issuer temporal/temporal-${purpose}-root`,
      `Certificate temporal/temporal-${purpose}-ca`,
      `Issuer temporal/temporal-${purpose}`,
    ];
    expect(new PkiProgram().names).toEqual([
      ...hierarchy('internode'),
      ...hierarchy('frontend'),
      'Certificate temporal/temporal-frontend-trust',
      ...hierarchy('clients'),
      'Certificate temporal/temporal-clients-trust',
      'Certificate temporal/temporal-internode',
      'Certificate temporal/temporal-frontend',
    ]);
  });

  test('P22 has what each listener trusts, all different', () => {
    const { pki } = new PkiProgram();
    const trusted = [...pki.internodeTrust, pki.frontendTrust, ...pki.clientsTrust].map(
      ({ kind, name, key }) => `${kind} ${name} ${key}`,
    );
    expect(trusted).toEqual([
      'Secret temporal-internode ca.crt',
      'Secret temporal-frontend-trust ca.crt',
      'Secret temporal-clients-trust ca.crt',
    ]);
    expect(pki.databaseTrust).toEqual([]);
    pki.addDatabaseClientCertificate({ user: 'temporal' });
    expect(pki.databaseTrust.map(({ name }) => name)).toEqual(['temporal-database-trust']);
  });

  test("A19 signs the certificates of callers by the clients' issuer, and internode's by its own", () => {
    const program = new PkiProgram();
    program.pki.addUiCertificate();
    program.pki.addDatabaseClientCertificate({ user: 'temporal' });
    const issuer = (certificate: string) => program.spec(`Certificate temporal/temporal-${certificate}`).issuerRef;
    expect(issuer('ui')).toMatchObject({ kind: 'Issuer', name: 'temporal-clients' });
    expect(issuer('internode')).toMatchObject({ kind: 'Issuer', name: 'temporal-internode' });
    expect(issuer('frontend')).toMatchObject({ kind: 'Issuer', name: 'temporal-frontend' });
    expect(issuer('database-client')).toMatchObject({ kind: 'Issuer', name: 'temporal-database' });
  });

  test('P06 F06 is emitted the same each time', () => {
    const [one, other] = [1, 2].map(() => JSON.stringify(new PkiProgram().objects));
    expect(one).toBe(other);
  });
});

describe('a PKI', () => {
  test('K17 is refused in a chart without a Kubernetes namespace', () => {
    const chart = new Chart(new App(), 'c');
    expect(codeOf(() => new MtlsPki(chart, 'Pki'))).toBe('MISSING_NAMESPACE');
    expect(codeOf(() => new MtlsPki(Testing.chart(), 'Pki'))).toBe('MISSING_NAMESPACE');
  });

  test('emits what is added later', () => {
    const program = new PkiProgram();
    const before = program.names.length;
    program.pki.addPersonCertificate('admin');
    program.pki.addServiceCertificate('worker');
    expect(program.names.slice(before)).toEqual([
      'Certificate temporal/temporal-admin',
      'Certificate temporal/temporal-worker',
    ]);
  });

  test('A18 names ServiceAccounts in the SPIFFE IDs of their pods', () => {
    const { pki } = new PkiProgram({ trustDomain: 'prod.example', namePrefix: 'prod' });
    expect(pki.addUiCertificate().spiffeId).toBe('spiffe://prod.example/ns/temporal/sa/prod-ui');
    expect(pki.addCommandLineCertificate({ serviceAccountName: 'tools' }).spiffeId).toBe(
      'spiffe://prod.example/ns/temporal/sa/tools',
    );
    expect(pki.addServiceCertificate('worker').spiffeId).toBe('spiffe://prod.example/ns/temporal/sa/worker');
    expect(pki.addPersonCertificate('admin').spiffeId).toBe('spiffe://prod.example/ns/temporal/person/admin');
  });

  test('names the database user in the common name', () => {
    const { pki } = new PkiProgram();
    expect(pki.addDatabaseClientCertificate({ user: 'temporal_user' }).commonName).toBe('temporal_user');
    expect(pki.addDatabaseClientCertificate({ user: 'visibility', name: 'visibility' }).secretName).toBe(
      'temporal-visibility',
    );
  });

  test('P22 takes existing issuers for some purposes and keeps internode to itself', () => {
    const program = new PkiProgram({
      frontend: CertificateAuthority.clusterIssuer('corp-ca'),
      clients: CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('corp-clients', 'ca.crt') }),
    });
    expect(program.names.filter((name) => name.startsWith('Issuer'))).toEqual([
      'Issuer temporal/temporal-internode-bootstrap',
      'Issuer temporal/temporal-internode-root',
      'Issuer temporal/temporal-internode',
    ]);
    expect(program.problems).toEqual([]);
  });

  test('is plain data in the model, in the order of its purposes', () => {
    const program = new PkiProgram({ database: CertificateAuthority.selfSigned() });
    const model = program.pki._toModel();
    expect(model).toEqual(JSON.parse(JSON.stringify(model)));
    expect(model).toMatchObject({
      path: 'temporal/Pki',
      namespace: 'temporal',
      namePrefix: 'temporal',
      clusterDomain: 'cluster.local',
      internodeServerName: 'temporal-internode.temporal.svc.cluster.local',
      frontendServerName: 'temporal-frontend.temporal.svc.cluster.local',
    });
    expect(model.authorities.map(({ purpose }) => purpose)).toEqual(['internode', 'frontend', 'clients', 'database']);
  });
});
