import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Chart } from 'cdk8s';
import { CertificateAuthority, MtlsPki, SharedRoot } from 'cdk8s-temporal-auth';
import { effects } from '../../../src/core/effects';
import { Program } from '../../../test/gen/program';
import { temporalAuth, writePlan } from '../../../test/support/local-program';
import { componentPath } from '../../harness/cache';
import { TestAuthority } from '../../harness/certificates';
import { applyAll, createNamespaces, waitUntilReady } from '../../harness/kubernetes/apply';
import { CERT_MANAGER_NAMESPACE, type CertManager, startCertManager } from '../../harness/kubernetes/cert-manager';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../../harness/test-folder';

/** A server with a caller in another Kubernetes namespace and a person, and a PKI below one root for all purposes. */
function program(): Program {
  const made = new Program();
  const clusterWide = CertificateAuthority.selfSigned({ clusterResourceNamespace: CERT_MANAGER_NAMESPACE });
  const pki = new MtlsPki(made.chart, 'Pki', { frontend: clusterWide, clients: clusterWide });
  pki.addPersonCertificate('admin');
  pki.addTenant('billing').addServiceCertificate('worker');
  const roles = made.roles();
  const auth = made.stack({ pki, roles });
  roles.predefined.worker.bind(auth.addService('worker', { temporalNamespace: 'payments', scope: made.elsewhere }));

  const root = new SharedRoot({ name: 'company' });
  const belowIt = CertificateAuthority.selfSigned({ root });
  const shared = new Chart(made.app, 'shared', { namespace: 'shared' });
  new MtlsPki(shared, 'Pki', { internode: belowIt, frontend: belowIt, clients: belowIt }).addUiCertificate();
  return made;
}

const NAMESPACES = ['temporal', 'payments', 'shared'];

interface Reported {
  readonly caller: string;
  readonly callee: string;
  readonly proven: boolean;
  readonly problems: ReadonlyArray<{ readonly code: string; readonly option: string }>;
}

describe('the edges of a program, proven by what is in a real cluster', () => {
  const { PATH } = process.env;
  let folder: string;
  let plan: string;
  let server: KubeApiServer;
  let certManager: CertManager | undefined;
  let verifier: string;

  beforeAll(async () => {
    process.env.PATH = `${componentPath('kubernetes', 'bin')}${delimiter}${PATH}`;
    folder = testFolder('verify-edges');
    plan = join(folder, 'plan.json');
    writePlan(plan, () => program().app.synth());
    server = await startKubeApiServer({ runFolder: folder });
    certManager = await startCertManager(server, folder);
    const { chart, elsewhere, app } = program();
    const charts = [chart, elsewhere, ...app.charts.filter(({ namespace }) => namespace === 'shared')];
    const manifests: KubeObject[] = charts.flatMap((each) => each.toJson());
    const issued = manifests.filter(({ apiVersion }) => apiVersion === 'cert-manager.io/v1');
    await createNamespaces(server.client, manifests);
    expect((await applyAll(server.client, issued)).rejected).toEqual([]);
    const { certFile } = new TestAuthority(join(folder, 'database'), 'database');
    await write('temporal', 'temporal-secrets', { 'database-ca.crt': readFileSync(certFile, 'utf8') });
    await waitUntilReady(server.client, issued);
    // Nobody repairs what is broken below.
    await certManager.stop();
    certManager = undefined;
    verifier = await readerOf(NAMESPACES);
  });
  afterAll(async () => {
    process.env.PATH = PATH;
    await certManager?.stop();
    await server?.stop();
  });
  afterEach(() => jest.restoreAllMocks());

  const secret = async (namespace: string, name: string): Promise<Record<string, string>> => {
    const found = await server.client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
    return Object.fromEntries(
      Object.entries(found?.data ?? {}).map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString()]),
    );
  };
  async function write(namespace: string, name: string, values: Record<string, string>): Promise<void> {
    const data = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    );
    await server.client.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, data });
  }
  /** Whoever may get Secrets and ConfigMaps of these namespaces, and nothing else. */
  async function readerOf(namespaces: readonly string[]): Promise<string> {
    for (const namespace of namespaces) {
      const metadata = { name: 'verifier', namespace };
      const rules = [{ apiGroups: [''], resources: ['secrets', 'configmaps'], verbs: ['get'] }];
      await server.client.apply({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules });
      await server.client.apply({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'verifier' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'verifier' }],
      });
    }
    const config = JSON.parse(readFileSync(server.kubeconfig, 'utf8'));
    Object.assign(config.users[0].user, { as: 'verifier' });
    const file = join(folder, 'verifier.kubeconfig');
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  }

  const verify = (...args: string[]) =>
    temporalAuth('pki', 'verify', '--plan', plan, '--kubeconfig', verifier, ...args);
  /** What is broken: the edge, and the codes of why. */
  const broken = async () => {
    const { code, out, err } = await verify('--json');
    expect([code === 0 || code === 3, err]).toEqual([true, '']);
    return (JSON.parse(out) as Reported[])
      .filter(({ proven }) => !proven)
      .map(({ caller, callee, problems }) => [`${caller} → ${callee}`, ...new Set(problems.map((of) => of.code))]);
  };
  /** Breaks a Secret while something is asked. */
  const whileIs = async <T>(namespace: string, name: string, values: Record<string, string>, ask: () => Promise<T>) => {
    const before = await secret(namespace, name);
    await write(namespace, name, { ...before, ...values });
    try {
      return await ask();
    } finally {
      await write(namespace, name, before);
    }
  };
  const callers = ['ui', 'command-line', 'admin', 'worker'].map((caller) => `${caller} → frontend`);

  test('are all proven, read by somebody who may only get the objects by name', async () => {
    const { code, out, err } = await verify();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/worker → frontend +clients +proven\n/);
    expect(out).toMatch(/frontend → database and 4 more +database +proven\n/);
    expect(out).toMatch(/\n111 edges proven, 0 broken\n$/);
  });

  test('P01 are proven without a private key that leaves kubectl', async () => {
    const keys = await Promise.all(['ui', 'internode', 'frontend'].map((of) => secret('temporal', `temporal-${of}`)));
    // A kubectl in front of the real one, which keeps what that prints.
    const log = join(folder, 'printed');
    const real = componentPath('kubernetes', 'bin', 'kubectl');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'kubectl'), `#!/bin/sh\n'${real}' "$@" | tee -a '${log}'\n`, { mode: 0o755 });
    const path = process.env.PATH;
    process.env.PATH = `${bin}${delimiter}${path}`;
    try {
      expect((await verify()).code).toBe(0);
    } finally {
      process.env.PATH = path;
    }
    const printed = readFileSync(log, 'utf8');
    expect(printed).toContain(Buffer.from(keys[0]['tls.crt']).toString('base64'));
    for (const key of keys) expect(printed).not.toContain(Buffer.from(key['tls.key']).toString('base64'));
  });

  test('P22 are broken by a Secret with the certificate of another purpose', async () => {
    const internode = await secret('temporal', 'temporal-internode');
    expect(await whileIs('temporal', 'temporal-ui', internode, broken)).toEqual([
      ['ui → frontend', 'CERTIFICATE_MISMATCH', 'INVALID_CHAIN', 'SHARED_ISSUER'],
    ]);
  });

  test("P23 are broken by another's certificate in the Secret of a tenant, and the reverse", async () => {
    const [ui, worker] = await Promise.all(
      ['temporal-ui', 'temporal-billing-worker'].map((name) => secret('temporal', name)),
    );
    expect(await whileIs('temporal', 'temporal-billing-worker', ui, broken)).toEqual([
      ['billing-worker → frontend', 'CERTIFICATE_MISMATCH'],
    ]);
    expect(await whileIs('temporal', 'temporal-ui', worker, broken)).toEqual([
      ['ui → frontend', 'CERTIFICATE_MISMATCH'],
    ]);
  });

  test('A13 are broken by another CA in the place of what a listener trusts, for each of its callers', async () => {
    const { 'ca.crt': other } = await secret('temporal', 'temporal-frontend-trust');
    const found = await whileIs('temporal', 'temporal-clients-trust', { 'ca.crt': other }, broken);
    expect(found.map(([edge]) => edge).sort()).toEqual([...callers].sort());
    expect(new Set(found.map(([, ...codes]) => codes.join()))).toEqual(new Set(['INVALID_CHAIN']));
  });

  test('P22 are broken by the root of all purposes in the place of an intermediate', async () => {
    const { 'ca.crt': root } = await secret('shared', 'temporal-internode');
    const found = await whileIs('shared', 'temporal-clients-ca', { 'tls.crt': root }, broken);
    expect(found.map(([edge, ...codes]) => [edge, codes.includes('SHARED_ISSUER')])).toContainEqual([
      'history → matching',
      true,
    ]);
  });

  test('are broken by a Secret that is missing, which is named', async () => {
    const before = await secret('payments', 'temporal-worker');
    await server.client.delete({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'temporal-worker', namespace: 'payments' },
    });
    const { code, out } = await verify();
    await write('payments', 'temporal-worker', before);
    expect(code).toBe(3);
    expect(out).toContain('[MISSING_OBJECT] worker → frontend: Secret payments/temporal-worker tls.crt');
    expect(out).toMatch(/\n110 edges proven, 1 broken\n$/);
  });

  test('P07 are broken on the day that the certificates end', async () => {
    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + 91 * 86_400_000));
    const found = await broken();
    expect(found).toHaveLength(111);
    expect(new Set(found.flatMap(([, ...codes]) => codes))).toEqual(new Set(['CERTIFICATE_EXPIRED']));
  });

  test('are whole again where nothing is broken any more', async () => {
    expect(await broken()).toEqual([]);
  });

  test('are not known to somebody who may not read the objects', async () => {
    await server.client.delete({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'verifier', namespace: 'payments' },
    });
    const { code, err } = await verify();
    await readerOf(NAMESPACES); // again
    expect([code, err.includes('[KUBECTL_FAILED]'), err.includes('forbidden')]).toEqual([1, true, true]);
  });
});
