import type { Manifest } from '../core/objects/manifest';

/** The ServiceAccount. Nothing of Temporal calls the Kubernetes API, so no pod gets a token for it. */
export function renderServiceAccount(
  name: string,
  namespace: string,
  annotations: Readonly<Record<string, string>> = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, annotations },
    automountServiceAccountToken: false,
  };
}
