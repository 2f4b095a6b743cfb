import { join } from 'node:path';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';
import type { KubeApiServer } from './kube-apiserver';
import type { KubeClient } from './kube-apiserver-client';
import { registerWebhook, untilWebhookRefuses } from './kube-apiserver-webhooks';

/** cert-manager's own namespace, where the Secrets of ClusterIssuers are looked up. */
export const CERT_MANAGER_NAMESPACE = 'cert-manager';

const WEBHOOK = 'webhook.cert-manager.io';
const WEBHOOK_CA_SECRET = 'cert-manager-webhook-ca';
const WEBHOOK_PORT = 10250;

/** The real cert-manager: its CRDs, its controllers for CA and self-signed issuers, its admission webhook. */
export interface CertManager {
  stop(): Promise<void>;
}

/** How the controllers run. */
export interface CertManagerOptions {
  /**
   * Which of them, as cert-manager's flag `--controllers` says it.
   *
   * @default - all
   */
  readonly controllers?: string;
  /**
   * Whom they are for the API server: a kubeconfig.
   *
   * @default - a member of `system:masters`
   */
  readonly kubeconfig?: string;
}

/** @throws Error with the end of a log when a part of it does not come up. */
export async function startCertManager(
  server: KubeApiServer,
  runFolder: string,
  options: CertManagerOptions = {},
): Promise<CertManager> {
  await server.applyCrds(componentPath('cert-manager', 'crds'));
  await server.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: CERT_MANAGER_NAMESPACE } });
  const webhook = startWebhook(server, runFolder);
  const controllers = startControllers(server, runFolder, options);
  const stop = async () => {
    await Promise.all([controllers.stop(), webhook.stop()]);
  };
  try {
    await registerWebhooks(server.client, await webhookCa(server.client, webhook));
    await untilWebhookRefuses(server.client, WEBHOOK, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'webhook-probe', namespace: CERT_MANAGER_NAMESPACE },
      // A schema can't compare two fields.
      spec: { secretName: 'x', commonName: 'x', issuerRef: { name: 'x' }, duration: '1h', renewBefore: '2h' },
    });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startControllers(
  server: KubeApiServer,
  runFolder: string,
  { controllers = '*', kubeconfig = server.kubeconfig }: CertManagerOptions,
): BackgroundProcess {
  return BackgroundProcess.start({
    name: 'cert-manager-controller',
    command: componentPath('cert-manager', 'bin', 'cert-manager-controller'),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--cluster-resource-namespace=${CERT_MANAGER_NAMESPACE}`,
      `--controllers=${controllers}`,
    ],
    logFolder: join(runFolder, 'logs'),
  });
}

/** The webhook makes an authority of its own, and serves with a certificate of it. */
function startWebhook(server: KubeApiServer, runFolder: string): BackgroundProcess {
  return BackgroundProcess.start({
    name: 'cert-manager-webhook',
    command: componentPath('cert-manager', 'bin', 'cert-manager-webhook'),
    args: [
      `--kubeconfig=${server.kubeconfig}`,
      `--secure-port=${WEBHOOK_PORT}`,
      '--metrics-listen-address=0',
      `--dynamic-serving-ca-secret-namespace=${CERT_MANAGER_NAMESPACE}`,
      `--dynamic-serving-ca-secret-name=${WEBHOOK_CA_SECRET}`,
      '--dynamic-serving-dns-names=localhost',
    ],
    logFolder: join(runFolder, 'logs'),
  });
}

/** What cert-manager's cainjector copies into the webhook configurations in a cluster. */
function webhookCa(client: KubeClient, webhook: BackgroundProcess): Promise<string> {
  const metadata = { name: WEBHOOK_CA_SECRET, namespace: CERT_MANAGER_NAMESPACE };
  return webhook.until('authority of its own', 30_000, async () => {
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
    return secret && Buffer.from(secret.data['ca.crt'], 'base64').toString('utf8');
  });
}

/** As deploy/charts/cert-manager/templates/webhook-*-webhook.yaml. */
async function registerWebhooks(client: KubeClient, ca: string): Promise<void> {
  const webhook = { name: WEBHOOK, port: WEBHOOK_PORT, ca };
  await registerWebhook(client, 'Mutating', {
    ...webhook,
    path: '/mutate',
    rule: {
      apiGroups: ['cert-manager.io'],
      apiVersions: ['v1'],
      operations: ['CREATE'],
      resources: ['certificaterequests'],
    },
  });
  await registerWebhook(client, 'Validating', {
    ...webhook,
    path: '/validate',
    rule: {
      apiGroups: ['cert-manager.io', 'acme.cert-manager.io'],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['*/*'],
    },
  });
}
