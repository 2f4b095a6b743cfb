import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient, KubeObject } from './kube-apiserver-client';
import { KubeApiError } from './kube-apiserver-connection';

/** An admission webhook as the API server should call it. */
export interface AdmissionWebhook {
  /** Fully qualified; what a refusal is attributed to. */
  readonly name: string;
  /** The server's name is localhost: webhooks run beside the API server. */
  readonly port: number;
  readonly path: string;
  /** What signed the webhook's serving certificate, PEM. */
  readonly ca: string;
  readonly rule: {
    readonly apiGroups: readonly string[];
    readonly apiVersions: readonly string[];
    readonly operations: readonly string[];
    readonly resources: readonly string[];
  };
}

const TIMEOUT_MILLISECONDS = 30_000;

/** Registers the webhook; an object that it can't be asked about is refused. */
export async function registerWebhook(
  client: KubeClient,
  type: 'Validating' | 'Mutating',
  { name, port, path, ca, rule }: AdmissionWebhook,
): Promise<void> {
  await client.apply({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${type}WebhookConfiguration`,
    metadata: { name },
    webhooks: [
      {
        name,
        rules: [rule],
        clientConfig: { url: `https://localhost:${port}${path}`, caBundle: Buffer.from(ca).toString('base64') },
        admissionReviewVersions: ['v1'],
        matchPolicy: 'Equivalent',
        failurePolicy: 'Fail',
        sideEffects: 'None',
        timeoutSeconds: 10,
      },
    ],
  });
}

/**
 * Waits until the API server asks the webhook: it learns of a configuration a moment after it is written.
 * @param probe an object that nothing but the webhook refuses; it is never stored.
 */
export async function untilWebhookRefuses(client: KubeClient, webhook: string, probe: KubeObject): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MILLISECONDS;
  let last = 'it was accepted';
  while (Date.now() < deadline) {
    try {
      await client.create(probe, { dryRun: true });
      last = 'it was accepted';
    } catch (error) {
      if (!(error instanceof KubeApiError)) {
        throw error;
      }
      if (error.detail.includes(`admission webhook "${webhook}" denied the request`)) {
        return;
      }
      last = error.message;
    }
    await sleep(250);
  }
  throw new Error(`${webhook} did not refuse ${probe.kind} ${probe.metadata.name} in time: ${last}`);
}

/** A serving certificate for a webhook, in files named as Secrets of type kubernetes.io/tls name them. */
export interface WebhookCertificate {
  readonly folder: string;
  readonly ca: string;
}

/**
 * Has cert-manager make the serving certificate of another project's webhook, as that project's chart does.
 * @param name of the Issuer, the Certificate and its Secret.
 */
export async function issueWebhookCertificate(
  client: KubeClient,
  namespace: string,
  name: string,
  runFolder: string,
): Promise<WebhookCertificate> {
  const metadata = { name, namespace };
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await client.apply({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata,
    spec: { selfSigned: {} },
  });
  const certificate: KubeObject = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata,
    spec: {
      secretName: name,
      commonName: name,
      dnsNames: ['localhost'],
      usages: ['server auth'],
      issuerRef: { name, kind: 'Issuer', group: 'cert-manager.io' },
    },
  };
  await client.apply(certificate);
  await client.waitForCondition(certificate, 'Ready');
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
  const folder = join(runFolder, 'webhooks', name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [key, base64] of Object.entries<string>(secret?.data)) {
    writeFileSync(join(folder, key), Buffer.from(base64, 'base64'), { mode: 0o600 });
  }
  return { folder, ca: Buffer.from(secret?.data['ca.crt'], 'base64').toString('utf8') };
}
