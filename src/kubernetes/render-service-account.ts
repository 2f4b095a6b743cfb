import type { Manifest } from '../core/objects/emit';
import type { ServiceAccountModel } from './model';

/** The ServiceAccount. Nothing of Temporal calls the Kubernetes API, so no pod gets a token for it. */
export function renderServiceAccount(model: ServiceAccountModel): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: model.name, namespace: model.namespace, annotations: model.annotations },
    automountServiceAccountToken: false,
  };
}
