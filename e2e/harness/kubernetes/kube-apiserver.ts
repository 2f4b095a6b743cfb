import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freshKeys } from '../../../test/support/fresh-keys';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';
import { startEtcd } from './etcd';
import { KubeClient, type KubeObject } from './kube-apiserver-client';
import { KubeConnection } from './kube-apiserver-connection';

export interface KubeApiServerOptions {
  /** Where certificates, tokens, etcd's store and logs go; private to one run. */
  readonly runFolder: string;
  /** @default '127.0.0.1' */
  readonly address?: string;
  /** @default 6443 */
  readonly port?: number;
}

/** A real kube-apiserver over an etcd of its own, with the default admission plugins and RBAC. No controllers run. */
export interface KubeApiServer {
  readonly url: string;
  /** As a member of `system:masters`. */
  readonly connection: KubeConnection;
  /** Over that connection. */
  readonly client: KubeClient;
  /** A kubeconfig file of the same user. */
  readonly kubeconfig: string;
  /** Writes CustomResourceDefinitions from a folder of YAML files, and waits until their kinds are served. */
  applyCrds(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error with the end of its log when it does not become ready. */
export async function startKubeApiServer(options: KubeApiServerOptions): Promise<KubeApiServer> {
  const { runFolder, address = '127.0.0.1', port = 6443 } = options;
  const folder = join(runFolder, 'kube-apiserver');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const token = writeCredentials(folder);
  const etcd = await startEtcd(runFolder);
  const server = BackgroundProcess.start({
    name: 'kube-apiserver',
    command: componentPath('kubernetes', 'bin', 'kube-apiserver'),
    args: serverArguments(folder, etcd.url, address, port),
    logFolder: join(runFolder, 'logs'),
  });
  const stop = async () => {
    await server.stop();
    await etcd.stop();
  };
  try {
    const url = `https://${address}:${port}`;
    const connection = await server.until('ready', 60_000, async () => {
      // Made by the server at its first start: its certificate, and the authority that signed it.
      const ca = readFileSync(join(folder, 'apiserver.crt'), 'utf8');
      const connection = new KubeConnection(url, ca, token);
      await connection.call('GET', '/readyz');
      return connection;
    });
    const client = new KubeClient(connection);
    const kubeconfig = writeKubeconfig(folder, url, token);
    return { url, connection, client, kubeconfig, applyCrds: (crds) => applyCrds(client, crds), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The administrator's token, and the key that signs the tokens of ServiceAccounts. */
function writeCredentials(folder: string): string {
  const token = randomBytes(32).toString('hex');
  writeFileSync(join(folder, 'tokens.csv'), `${token},e2e-admin,e2e-admin,system:masters\n`, { mode: 0o600 });
  const { privateKey } = freshKeys('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'service-accounts.key'), pem, { mode: 0o600 });
  return token;
}

function serverArguments(folder: string, etcdUrl: string, address: string, port: number): string[] {
  const serviceAccounts = join(folder, 'service-accounts.key');
  return [
    `--etcd-servers=${etcdUrl}`,
    `--bind-address=${address}`,
    `--advertise-address=${address}`,
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    `--service-account-key-file=${serviceAccounts}`,
    `--service-account-signing-key-file=${serviceAccounts}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    // The kubernetes Service's endpoints would be this address, which may not be loopback; nothing looks them up.
    '--endpoint-reconciler-type=none',
  ];
}

function writeKubeconfig(folder: string, url: string, token: string): string {
  const file = join(folder, 'kubeconfig');
  const certificate = readFileSync(join(folder, 'apiserver.crt')).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster: { server: url, 'certificate-authority-data': certificate } }],
    users: [{ name: 'e2e-admin', user: { token } }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e-admin' } }],
    'current-context': 'e2e',
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 }); // JSON is YAML
  return file;
}

async function applyCrds(client: KubeClient, folder: string): Promise<void> {
  const crds = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file): KubeObject => parse(readFileSync(join(folder, file), 'utf8')))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(crds.map((crd) => client.apply(crd)));
  await Promise.all(crds.map((crd) => client.waitForCondition(crd, 'Established')));
}
