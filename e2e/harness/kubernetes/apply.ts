import type { KubeClient, KubeObject } from './kube-apiserver-client';
import { KubeApiError } from './kube-apiserver-connection';

/** What the API server said to a set of manifests. */
export interface ApplyReport {
  /** Objects that were refused, each with the API server's words. */
  readonly rejected: readonly string[];
  /** Texts of `Warning` headers, each with its object. */
  readonly warnings: readonly string[];
  /** How many objects were taken. */
  readonly applied: number;
}

/**
 * Creates the Kubernetes namespaces that objects lie in, as the platform team would. The `restricted` Pod Security Standard
 * is out of reach of cdk8s-plus-27, whose pods cannot declare a `seccompProfile`.
 */
export async function createNamespaces(client: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  for (const name of new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))) {
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline', 'kubernetes.io/metadata.name': name };
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  }
}

/** Applies manifests in their order with strict field validation, and goes on after a rejection, so that all are seen. */
export async function applyAll(client: KubeClient, objects: readonly KubeObject[]): Promise<ApplyReport> {
  const rejected: string[] = [];
  const warnings: string[] = [];
  for (const object of objects) {
    const name = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    try {
      const response = await client.apply(object);
      warnings.push(...response.warnings.map((warning) => `${name}: ${warning}`));
    } catch (error) {
      if (!(error instanceof KubeApiError)) {
        throw error;
      }
      rejected.push(`${name}: ${error.detail}`);
    }
  }
  return { rejected, warnings, applied: objects.length - rejected.length };
}

/** The condition by which a kind's operator says that it has done its part. */
const DONE: Readonly<Record<string, string>> = { Certificate: 'Ready', ExternalSecret: 'Ready', Bundle: 'Synced' };

/** Waits until cert-manager, External Secrets and trust-manager have done what the objects ask them for. */
export async function waitUntilReady(client: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    const done = DONE[object.kind];
    if (done !== undefined) await client.waitForCondition(object, done);
  }
}
