import { join } from 'node:path';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';
import { CERT_MANAGER_NAMESPACE } from './cert-manager';
import type { KubeApiServer } from './kube-apiserver';
import { issueWebhookCertificate, registerWebhook, untilWebhookRefuses } from './kube-apiserver-webhooks';

const WEBHOOK = 'trust.cert-manager.io';
const WEBHOOK_PORT = 10252;

/** The real trust-manager: its CRDs, its controller with Secret targets allowed, its admission webhook. */
export interface TrustManager {
  stop(): Promise<void>;
}

/** Needs cert-manager, which makes its webhook's certificate. @throws Error with the end of its log when it fails. */
export async function startTrustManager(server: KubeApiServer, runFolder: string): Promise<TrustManager> {
  await server.applyCrds(componentPath('trust-manager', 'crds'));
  const { folder, ca } = await issueWebhookCertificate(
    server.client,
    CERT_MANAGER_NAMESPACE,
    'trust-manager-tls',
    runFolder,
  );
  const manager = BackgroundProcess.start({
    name: 'trust-manager',
    command: componentPath('trust-manager', 'bin', 'trust-manager'),
    args: [
      `--trust-namespace=${CERT_MANAGER_NAMESPACE}`,
      '--secret-targets-enabled=true',
      '--leader-elect=false',
      '--metrics-port=9403',
      '--readiness-probe-port=9404',
      '--webhook-host=127.0.0.1',
      `--webhook-port=${WEBHOOK_PORT}`,
      `--webhook-certificate-dir=${folder}`,
    ],
    env: { ...process.env, KUBECONFIG: server.kubeconfig },
    logFolder: join(runFolder, 'logs'),
  });
  try {
    // As deploy/charts/trust-manager/templates/webhook.yaml.
    await registerWebhook(server.client, 'Validating', {
      name: WEBHOOK,
      port: WEBHOOK_PORT,
      path: '/validate-trust-cert-manager-io-v1alpha1-bundle',
      ca,
      rule: {
        apiGroups: ['trust.cert-manager.io'],
        apiVersions: ['v1alpha1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['bundles'],
      },
    });
    await untilWebhookRefuses(server.client, WEBHOOK, {
      apiVersion: 'trust.cert-manager.io/v1alpha1',
      kind: 'Bundle',
      metadata: { name: 'webhook-probe' },
      // Its own source: a schema can't tell.
      spec: {
        sources: [{ configMap: { name: 'webhook-probe', key: 'ca.crt' } }],
        target: { configMap: { key: 'ca.crt' } },
      },
    });
    return { stop: () => manager.stop() };
  } catch (error) {
    await manager.stop();
    throw error;
  }
}
