import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CertificateAuthority, MtlsPki, SecretStoreRef } from 'cdk8s-temporal-auth';
import { temporalAuth, writePlan } from '../../../../test/support/local-program';
import { type ApplyReport, applyAll, createNamespaces, waitUntilReady } from '../../../harness/kubernetes/apply';
import { type CertManager, startCertManager } from '../../../harness/kubernetes/cert-manager';
import { type ExternalSecrets, startExternalSecrets } from '../../../harness/kubernetes/external-secrets';
import { handshake, type IssuedCertificate, issuedCertificate } from '../../../harness/kubernetes/issued-certificates';
import { type KubeApiServer, startKubeApiServer } from '../../../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../../../harness/kubernetes/kube-apiserver-client';
import { createStores, type StoreValues } from '../../../harness/kubernetes/secret-store';
import { testFolder } from '../../../harness/test-folder';

const folder = mkdtempSync(join(tmpdir(), 'local-authority-delivery-'));

/** A program with callers in two Kubernetes namespaces; each call is a synthesis. */
function program(): { readonly app: App; readonly charts: readonly Chart[]; readonly serverName: string } {
  const app = new App();
  const [temporal, payments] = ['temporal', 'payments'].map((namespace) => new Chart(app, namespace, { namespace }));
  const local = CertificateAuthority.local({
    store: join(folder, 'pki'),
    secretStore: SecretStoreRef.store('vault'),
    remoteKeyPrefix: 'certificates',
  });
  const pki = new MtlsPki(temporal, 'Pki', { internode: local, frontend: local, clients: local });
  pki.addUiCertificate();
  pki.addServiceCertificate('worker', { scope: payments });
  return { app, charts: [temporal, payments], serverName: pki.frontendServerName };
}

describe('certificates of a local authority', () => {
  let server: KubeApiServer;
  let certManager: CertManager;
  let externalSecrets: ExternalSecrets;
  let manifests: KubeObject[];
  let values: StoreValues;
  let serverName: string;
  let report: ApplyReport;

  beforeAll(async () => {
    const plan = join(folder, 'plan.json');
    writePlan(plan, () => program().app.synth());
    expect(await temporalAuth('pki', 'init', '--plan', plan)).toMatchObject({ code: 0 });
    const exported = await temporalAuth('pki', 'export', '--plan', plan, '--format', 'json', '--unsafe-print-keys');
    values = JSON.parse(exported.out) as StoreValues;
    const synthesized = program();
    manifests = synthesized.charts.flatMap((chart) => chart.toJson());
    serverName = synthesized.serverName;

    const runFolder = testFolder('local-authority');
    server = await startKubeApiServer({ runFolder });
    certManager = await startCertManager(server, runFolder); // for the certificates of the operator's webhook
    externalSecrets = await startExternalSecrets(server, runFolder);
    await createNamespaces(server.client, manifests);
    await createStores(server.client, manifests, values);
    report = await applyAll(server.client, manifests);
    await waitUntilReady(server.client, manifests);
  });
  afterAll(async () => {
    await externalSecrets?.stop();
    await certManager?.stop();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  const secret = (namespace: string, name: string) => issuedCertificate(server.client, namespace, name);
  const trust = async (namespace: string, name: string): Promise<string> => {
    const map = await server.client.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
    return map?.data['ca.crt'];
  };

  test('are taken by the API server and the webhook, and External Secrets fills every Secret', async () => {
    expect(report).toEqual({ rejected: [], warnings: [], applied: manifests.length });
    for (const { spec, metadata } of manifests.filter(({ kind }) => kind === 'ExternalSecret')) {
      const { keyPem } = await secret(metadata.namespace as string, spec.target.name);
      expect(keyPem).toContain('PRIVATE KEY');
    }
  });

  test('P24 are in their Secrets with the leaf first, the intermediate, no root, and the root beside them', async () => {
    for (const [namespace, name] of [
      ['temporal', 'temporal-internode'],
      ['temporal', 'temporal-frontend'],
      ['payments', 'temporal-worker'],
    ]) {
      const { chain, rootPem, keyPem } = await secret(namespace, name);
      const exported = values[`certificates/${namespace}/${name}`];
      expect(chain).toHaveLength(2);
      expect([rootPem, keyPem]).toEqual([exported['ca.crt'], exported['tls.key']]);
      expect(chain[0].checkIssued(chain[1])).toBe(true);
    }
  });

  test('P22 A14 open the listeners of their purpose and no other', async () => {
    const [internode, frontend, ui] = await Promise.all(
      ['internode', 'frontend', 'ui'].map((name) => secret('temporal', `temporal-${name}`)),
    );
    const worker = await secret('payments', 'temporal-worker');
    const listener = { certificate: frontend, trustPem: await trust('temporal', 'temporal-clients-trust') };
    const call = async (certificate: IssuedCertificate, namespace: string) =>
      handshake(listener, { certificate, trustPem: await trust(namespace, 'temporal-frontend-trust'), serverName });
    expect(await call(ui, 'temporal')).toBe('let in');
    expect(await call(worker, 'payments')).toBe('let in');
    expect(await call(internode, 'temporal')).not.toBe('let in');
    expect(await call(frontend, 'temporal')).not.toBe('let in');
    const stranger = { certificate: ui, trustPem: await trust('temporal', 'temporal-clients-trust'), serverName };
    expect(await handshake(listener, stranger)).not.toBe('let in');
  });
});
