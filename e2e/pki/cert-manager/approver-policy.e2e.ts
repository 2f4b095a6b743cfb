import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CertificateAuthority, MtlsPki, RequestApproval } from 'cdk8s-temporal-auth';
import { type ApplyReport, applyAll, createNamespaces, waitUntilReady } from '../../harness/kubernetes/apply';
import { type ApproverPolicy, startApproverPolicy } from '../../harness/kubernetes/approver-policy';
import { CERT_MANAGER_NAMESPACE, type CertManager, startCertManager } from '../../harness/kubernetes/cert-manager';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import type { KubeClient, KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../../harness/test-folder';

const ACCOUNT = `system:serviceaccount:${CERT_MANAGER_NAMESPACE}:cert-manager`;

const app = new App();
const charts = ['temporal', 'payments'].map((namespace) => new Chart(app, namespace, { namespace }));
const [temporal, payments] = charts;
const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: CERT_MANAGER_NAMESPACE });
const pki = new MtlsPki(temporal, 'Pki', {
  frontend: everywhere,
  clients: everywhere,
  frontendDnsNames: ['*.temporal.example.com'],
  frontendIpAddresses: ['10.0.0.1', '2001:DB8::1'],
  requestApproval: RequestApproval.approverPolicy(),
});
pki.addUiCertificate();
pki.addServiceCertificate('worker', { scope: payments });
pki.addDatabaseClientCertificate({ user: 'temporal_user' });

describe('approver-policy with the policies of a program', () => {
  const manifests: KubeObject[] = charts.flatMap((chart) => chart.toJson());
  let server: KubeApiServer;
  let client: KubeClient;
  let certManager: CertManager;
  let approver: ApproverPolicy;
  let report: ApplyReport;

  beforeAll(async () => {
    const runFolder = testFolder('approver-policy');
    server = await startKubeApiServer({ runFolder });
    client = server.client;
    await letControllersWork(client);
    certManager = await startCertManager(server, runFolder, {
      controllers: '*,-certificaterequests-approver', // which would approve everything
      kubeconfig: asCertManager(server.kubeconfig, runFolder),
    });
    approver = await startApproverPolicy(server, runFolder);
    await createNamespaces(client, manifests);
    report = await applyAll(client, manifests);
    await waitUntilReady(client, manifests);
  });
  afterAll(async () => {
    await certManager?.stop();
    await approver?.stop();
    await server?.stop();
  });

  test('P29 takes the policies, each of which it can evaluate', async () => {
    expect(report).toEqual({ rejected: [], warnings: [], applied: manifests.length });
    const policies = manifests.filter(({ kind }) => kind === 'CertificateRequestPolicy');
    await Promise.all(policies.map((policy) => client.waitForCondition(policy, 'Ready')));
    expect(policies).toHaveLength(ofKind('Certificate').length);
  });

  test("P30 approves every certificate of the program's, authorities included", async () => {
    const declared = ofKind('Certificate').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    const requests = (await client.list('cert-manager.io/v1', 'CertificateRequest')).filter(({ metadata }) =>
      declared.includes(`${metadata.namespace}/${metadata.annotations?.['cert-manager.io/certificate-name']}`),
    );
    expect(requests).toHaveLength(declared.length);
    expect(requests.map((request) => request.spec.username)).toEqual(requests.map(() => ACCOUNT));
    expect(requests.map((request) => decisionOn(request))).toEqual(requests.map(() => 'Approved'));
  });

  const worker = { namespace: 'payments', issuerRef: { kind: 'ClusterIssuer', name: 'temporal-clients.temporal' } };
  const own = { commonName: 'worker', uris: ['spiffe://cluster.local/ns/payments/sa/worker'] };
  test.each<[string, object]>([
    ["another caller's URI", { ...own, uris: ['spiffe://cluster.local/ns/temporal/sa/temporal-ui'] }],
    ['a second URI', { ...own, uris: [...own.uris, 'spiffe://cluster.local/ns/temporal/sa/temporal-ui'] }],
    ['a DNS name', { ...own, dnsNames: ['temporal-frontend.temporal.svc.cluster.local'] }],
    ['an IP address', { ...own, ipAddresses: ['10.0.0.1'] }],
    ["another caller's common name", { ...own, commonName: 'ui' }],
    ['the usages of a listener', { ...own, usages: ['digital signature', 'server auth'] }],
    ['the rights of an authority', { ...own, isCA: true, usages: ['cert sign'] }],
    ['a longer life', { ...own, duration: '2161h' }],
    ['another kind of key', { ...own, privateKey: { algorithm: 'RSA', size: 2048 } }],
    ['a subject', { ...own, subject: { organizations: ['Temporal'] } }],
  ])('P30 denies a Certificate with %s, whoever created it', async (what, spec) => {
    expect(await decisionFor({ ...worker, name: nameOf(what), spec: { ...leaf, ...spec } })).toBe('Denied');
  });

  test('P30 approves a second one like that of the program', async () => {
    expect(await decisionFor({ ...worker, name: 'like-it', spec: { ...leaf, ...own } })).toBe('Approved');
  });

  test('P30 has no policy for the same from another namespace, so that it is never approved', async () => {
    const request = await requestFor({ ...worker, namespace: 'default', name: 'elsewhere', spec: { ...leaf, ...own } });
    const later = await decisionFor({ ...worker, name: 'later', spec: { ...leaf, ...own } });
    expect(later).toBe('Approved'); // so approver-policy has had the time to see the first
    expect(decisionOn((await client.get(request)) as KubeObject)).toBe('undecided');
  });

  test('P30 takes a name with a star to the letter', async () => {
    const frontend = {
      namespace: 'temporal',
      issuerRef: { kind: 'ClusterIssuer', name: 'temporal-frontend.temporal' },
    };
    const names = {
      commonName: 'temporal-frontend',
      ipAddresses: ['10.0.0.1'],
      usages: ['digital signature', 'server auth'],
    };
    const spec = (dnsName: string) => ({ ...leaf, ...names, dnsNames: [dnsName] });
    expect(await decisionFor({ ...frontend, name: 'star', spec: spec('*.temporal.example.com') })).toBe('Approved');
    expect(await decisionFor({ ...frontend, name: 'host', spec: spec('evil.temporal.example.com') })).toBe('Denied');
  });

  interface Wanted {
    readonly name: string;
    readonly namespace: string;
    readonly issuerRef: object;
    readonly spec: object;
  }

  const leaf = {
    usages: ['digital signature', 'client auth'],
    duration: '2160h',
    privateKey: { algorithm: 'ECDSA', size: 256 },
  };

  async function requestFor({ name, namespace, issuerRef, spec }: Wanted): Promise<KubeObject> {
    await client.create({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, namespace },
      spec: { secretName: name, issuerRef, ...spec },
    });
    const request = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'CertificateRequest',
      metadata: { name: `${name}-1`, namespace },
    };
    return client.waitFor(request, 'made', () => true);
  }

  async function decisionFor(wanted: Wanted): Promise<string> {
    const request = await requestFor(wanted);
    return decisionOn(await client.waitFor(request, 'decided', (object) => decisionOn(object) !== 'undecided'));
  }

  function ofKind(wanted: string): KubeObject[] {
    return manifests.filter(({ kind }) => kind === wanted);
  }
});

function decisionOn({ status }: KubeObject): string {
  const types: string[] = (status?.conditions ?? []).map(({ type }: { type: string }) => type);
  return types.find((type) => type === 'Approved' || type === 'Denied') ?? 'undecided';
}

function nameOf(what: string): string {
  return what.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** cert-manager as the ServiceAccount that its chart makes: a member of `system:masters` might use every policy. */
function asCertManager(kubeconfig: string, runFolder: string): string {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  config.users[0].user.as = ACCOUNT;
  const file = join(runFolder, 'cert-manager.kubeconfig');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

/** What cert-manager's chart grants, in short; nothing of approver-policy's. */
async function letControllersWork(client: KubeClient): Promise<void> {
  const apiGroup = 'rbac.authorization.k8s.io';
  const groups = ['', 'cert-manager.io', 'acme.cert-manager.io', 'coordination.k8s.io', 'events.k8s.io'];
  await client.apply({
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'cert-manager' },
    rules: [{ apiGroups: groups, resources: ['*'], verbs: ['*'] }],
  });
  await client.apply({
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'cert-manager' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'cert-manager' },
    subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace: CERT_MANAGER_NAMESPACE }],
  });
}
