import { edgeName, edgesOf } from '../../src/edges/edges';
import { SERVER_SERVICES } from '../../src/pki/model/component';
import { authModel, withDatabase, withDatabaseClient, withoutCertificate } from '../gen/auth-model';
import { PkiProgram } from '../support/pki-program';

const model = authModel();
const between = (name: string, of = model) => {
  const edge = edgesOf(of).find((candidate) => edgeName(candidate) === name);
  if (edge === undefined) throw new Error(`no edge is ${name}`);
  return edge;
};
const trusted = ({ trust }: { trust: readonly { name: string; key: string }[] }) =>
  trust.map(({ name, key }) => `${name} ${key}`);

describe('the edges of a program', () => {
  test('are each pair of services, the membership of each, and whoever comes in by the public door', () => {
    const names = edgesOf(model).map(edgeName);
    expect(new Set(names).size).toBe(names.length);
    const services = ['frontend', 'internal-frontend', 'history', 'matching', 'worker'];
    const callees = [...services.slice(1), ...services.map((service) => `${service} membership`)];
    expect(names).toEqual([
      ...services.flatMap((caller) => callees.map((callee) => `${caller} → ${callee}`)),
      ...services.map((caller) => `${caller} → frontend`),
      'ui → frontend',
      'command-line → frontend',
      'payments-worker → frontend',
      ...services.map((caller) => `${caller} → database`),
    ]);
  });

  test('say what each end shows and verifies by, and which name', () => {
    const { caller, callee, serverName, callerKind } = between('ui → frontend');
    expect(caller.certificate).toMatchObject({ secretName: 'temporal-ui', purpose: 'clients', provided: false });
    expect(trusted(caller)).toEqual(['temporal-frontend-trust ca.crt']);
    expect(callee.certificate?.secretName).toBe('temporal-frontend');
    expect(trusted(callee)).toEqual(['temporal-clients-trust ca.crt']);
    expect([serverName, callerKind]).toEqual([model.pki.frontendServerName, 'client']);
  });

  test('have the services show one certificate as callers and as listeners', () => {
    const { caller, callee, serverName } = between('worker → internal-frontend');
    expect([caller.certificate, callee.certificate].map((shown) => shown?.secretName)).toEqual([
      'temporal-internode',
      'temporal-internode',
    ]);
    expect([trusted(caller), trusted(callee)]).toEqual([['temporal-internode ca.crt'], ['temporal-internode ca.crt']]);
    expect(serverName).toBe(model.pki.internodeServerName);
  });

  test('show the public door nothing of the server that it would let in', () => {
    const { caller } = between('history → frontend');
    expect(caller.role).toBeUndefined();
    expect(trusted(caller)).toEqual(['temporal-frontend-trust ca.crt']);
  });

  test('lead to the database, whose own certificate is no business of the program', () => {
    const { caller, callee, serverName } = between('history → database');
    expect(caller.certificate?.secretName).toBe('temporal-database-client');
    expect(trusted(caller)).toEqual(['temporal-secrets database-ca.crt']);
    expect([callee.certificate, trusted(callee)]).toEqual([undefined, ['temporal-database-trust ca.crt']]);
    expect(serverName).toBe('postgres.databases.svc.cluster.local');

    const second = between('history → database', authModel(withDatabaseClient('reporting')));
    expect(second.caller.certificate?.secretName).toBe('temporal-database-client');

    const bare = between('history → database', authModel(withDatabase({ clientCertificate: undefined })));
    expect([bare.caller.role, bare.callee.trust]).toEqual([undefined, []]);
  });

  test('lead to the port that the callee listens on', () => {
    const ports = edgesOf(model).map((edge) => `${edge.callee.name} ${edge.port}`);
    expect([...new Set(ports)]).toEqual([
      'internal-frontend 7236',
      'history 7234',
      'matching 7235',
      'worker 7239',
      'frontend membership 6933',
      'internal-frontend membership 6936',
      'history membership 6934',
      'matching membership 6935',
      'worker membership 6939',
      'frontend 7233',
      'database 5432',
    ]);
  });

  test('tell the pods of a whole server by what they run as', () => {
    const pods = edgesOf(model).flatMap(({ caller, callee }) =>
      [caller, callee].map((end) => [end.name, end.pods && `${end.pods.namespace}/${end.pods.serviceAccountName}`]),
    );
    expect(Object.fromEntries(pods)).toEqual({
      ...Object.fromEntries(
        SERVER_SERVICES.flatMap((of) =>
          [[of], [`${of} membership`]].map(([name]) => [name, `temporal/temporal-${of}`]),
        ),
      ),
      ui: 'temporal/temporal-ui',
      'command-line': 'temporal/temporal-command-line',
      'payments-worker': 'temporal/payments-worker',
      database: undefined,
    });
    const bare = authModel(withoutCertificate('service'));
    expect(between('payments-worker → frontend', bare).caller.pods?.serviceAccountName).toBe('payments-worker');
    expect(edgesOf({ pki: model.pki }).filter(({ caller, callee }) => caller.pods ?? callee.pods)).toEqual([]);
  });

  test('know what a caller verifies the frontend by, also where it has no certificate', () => {
    for (const [role, edge] of [
      ['service', 'payments-worker → frontend'],
      ['ui', 'ui → frontend'],
    ] as const) {
      const bare = between(edge, authModel(withoutCertificate(role))).caller;
      expect(bare.certificate).toBeUndefined();
      expect(trusted(bare)).toEqual(['temporal-frontend-trust ca.crt']);
      expect(bare.trust.map(({ namespace }) => namespace)).toEqual(['temporal']);
    }
  });

  test('of certificates without a whole server know no database', () => {
    const names = edgesOf({ pki: model.pki }).map(edgeName);
    expect(names).toContain('payments-worker → frontend');
    expect(names.filter((name) => name.endsWith('database'))).toEqual([]);
  });

  test('of a tenant lead to the frontend, which trusts its authority in a file of its own', () => {
    const { pki } = new PkiProgram();
    pki.addTenant('billing').addServiceCertificate('worker');
    const edges = edgesOf({ pki: pki._toModel() });
    const edge = edges.find((candidate) => edgeName(candidate) === 'billing-worker → frontend');
    expect(edge?.caller.certificate?.secretName).toBe('temporal-billing-worker');
    expect(edge && trusted(edge.callee)).toEqual([
      'temporal-clients-trust ca.crt',
      'temporal-billing-clients-trust ca.crt',
    ]);
  });

  test('tell a Secret that the user fills from one that is issued into', () => {
    const certificates = model.pki.certificates.map(({ issuer, ...certificate }) => certificate);
    const [edge] = edgesOf({ pki: { ...model.pki, certificates } });
    expect(edge.caller.certificate?.provided).toBe(true);
  });
});
