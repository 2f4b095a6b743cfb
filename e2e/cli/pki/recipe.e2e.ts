import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { App, Chart } from 'cdk8s';
import { MtlsPki } from 'cdk8s-temporal-auth';
import { componentPath } from '../../harness/cache';
import { applyAll, createNamespaces, waitUntilReady } from '../../harness/kubernetes/apply';
import { type CertManager, startCertManager } from '../../harness/kubernetes/cert-manager';
import { certificatesOf, handshake, issuedCertificate } from '../../harness/kubernetes/issued-certificates';
import { type KubeApiServer, startKubeApiServer } from '../../harness/kubernetes/kube-apiserver';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import { testFolder } from '../../harness/test-folder';

/** The block of the guide that makes the folder of a person, up to where it calls a server. */
function recipe(): string {
  const guide = readFileSync(join(__dirname, '../../../docs/guide/pki.md'), 'utf8');
  const block = guide.split('```').find((text) => text.startsWith('sh\n') && text.includes('read_key')) ?? '';
  return block.slice('sh\n'.length).replace(/\ntemporal workflow list\n$/, '\n');
}

describe('the recipe for somebody outside the cluster, with certificates from cert-manager', () => {
  let server: KubeApiServer;
  let certManager: CertManager;
  let folder: string;
  let manifests: KubeObject[];

  beforeAll(async () => {
    folder = testFolder('recipe');
    const chart = new Chart(new App(), 'temporal', { namespace: 'temporal' });
    new MtlsPki(chart, 'Pki', { frontendDnsNames: ['temporal.example.com'] }).addPersonCertificate('admin');
    manifests = chart.toJson();
    server = await startKubeApiServer({ runFolder: folder });
    certManager = await startCertManager(server, folder);
    await createNamespaces(server.client, manifests);
    expect((await applyAll(server.client, manifests)).rejected).toEqual([]);
    await waitUntilReady(server.client, manifests);
  }, 180_000);
  afterAll(async () => {
    await certManager?.stop();
    await server?.stop();
  });

  test('makes a folder by which its holder is let in, and verifies the frontend by its public name', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    const PATH = `${componentPath('kubernetes', 'bin')}${delimiter}${process.env.PATH}`;
    execFileSync('sh', ['-eu', '-c', recipe()], {
      cwd: home,
      env: { PATH, HOME: home, KUBECONFIG: server.kubeconfig },
    });

    const overrideEnvVars = { TEMPORAL_CONFIG_FILE: join(home, 'admin', 'temporal.toml') };
    const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars, configFileStrict: true });
    expect([connectionOptions.address, namespace]).toEqual(['temporal.example.com:443', 'payments']);
    const tls = connectionOptions.tls as {
      readonly clientCertPair: { readonly crt: Buffer; readonly key: Buffer };
      readonly serverNameOverride: string;
      readonly serverRootCACertificate: Buffer;
    };
    const [crt, key, trustPem] = [tls.clientCertPair.crt, tls.clientCertPair.key, tls.serverRootCACertificate].map(
      (data) => Buffer.from(data).toString('utf8'),
    );
    const certificate = { certificatePem: crt, chain: certificatesOf(crt), rootPem: trustPem, keyPem: key };
    const { rootPem: clients } = await issuedCertificate(server.client, 'temporal', 'temporal-admin');
    const listener = {
      certificate: await issuedCertificate(server.client, 'temporal', 'temporal-frontend'),
      trustPem: clients,
    };
    const caller = { certificate, trustPem, serverName: tls.serverNameOverride };
    expect(await handshake(listener, caller)).toBe('let in');
    expect(await handshake(listener, { ...caller, trustPem: clients })).not.toBe('let in'); // the ca.crt of its own Secret
  });
});
