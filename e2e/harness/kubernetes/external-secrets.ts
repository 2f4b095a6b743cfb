import { join } from 'node:path';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';
import type { KubeApiServer } from './kube-apiserver';
import type { KubeClient } from './kube-apiserver-client';
import { issueWebhookCertificate, registerWebhook, untilWebhookRefuses } from './kube-apiserver-webhooks';

const NAMESPACE = 'external-secrets';
const WEBHOOK_PORT = 10251;

/** The real External Secrets operator: its CRDs, its controllers, its admission webhook. */
export interface ExternalSecrets {
  stop(): Promise<void>;
}

/** Needs cert-manager, which makes its webhook's certificate. @throws Error with the end of a log when it fails. */
export async function startExternalSecrets(server: KubeApiServer, runFolder: string): Promise<ExternalSecrets> {
  await server.applyCrds(componentPath('external-secrets', 'crds'));
  const { folder, ca } = await issueWebhookCertificate(server.client, NAMESPACE, 'external-secrets-webhook', runFolder);
  const start = (name: string, args: readonly string[]) =>
    BackgroundProcess.start({
      name,
      command: componentPath('external-secrets', 'bin', 'external-secrets'),
      args: [...args, '--metrics-addr=0'],
      env: { ...process.env, KUBECONFIG: server.kubeconfig },
      logFolder: join(runFolder, 'logs'),
    });
  const webhook = start('external-secrets-webhook', [
    'webhook',
    `--port=${WEBHOOK_PORT}`,
    `--cert-dir=${folder}`,
    '--healthz-addr=0',
    '--lookahead-interval=24h', // after five minutes it would find its certificate of 90 days too short, and end
  ]);
  const controllers = start('external-secrets', []);
  const stop = async () => {
    await Promise.all([controllers.stop(), webhook.stop()]);
  };
  try {
    await registerWebhooks(server.client, ca);
    await untilWebhookRefuses(server.client, webhookName('externalsecret'), {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'webhook-probe', namespace: NAMESPACE },
      spec: {}, // fetches nothing: the schema lets it through
    });
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As deploy/charts/external-secrets/templates/validatingwebhook.yaml. */
async function registerWebhooks(client: KubeClient, ca: string): Promise<void> {
  for (const kind of ['secretstore', 'clustersecretstore', 'externalsecret']) {
    await registerWebhook(client, 'Validating', {
      name: webhookName(kind),
      port: WEBHOOK_PORT,
      path: `/validate-external-secrets-io-v1-${kind}`,
      ca,
      rule: {
        apiGroups: ['external-secrets.io'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE', 'DELETE'],
        resources: [`${kind}s`],
      },
    });
  }
}

function webhookName(kind: string): string {
  return `validate.${kind}.external-secrets.io`;
}
