import type { Manifest } from '../../core/objects/manifest';

/** Certificates that trust-manager copies into a ConfigMap of each given namespace, one behind the other. */
export interface TrustBundleModel {
  /** The name of the Bundle and of the ConfigMaps. */
  readonly name: string;
  /** The Secrets, in trust-manager's own namespace. */
  readonly secretNames: readonly string[];
  readonly secretKey: string;
  readonly key: string;
  readonly namespaces: readonly string[];
}

/** The label that Kubernetes sets on each namespace: nobody can give it another namespace's name. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** A trust-manager Bundle. Source: trust-manager API, `trust.cert-manager.io/v1alpha1`. */
export function renderTrustBundle(model: TrustBundleModel): Manifest {
  return {
    apiVersion: 'trust.cert-manager.io/v1alpha1',
    kind: 'Bundle',
    metadata: { name: model.name },
    spec: {
      sources: model.secretNames.map((name) => ({ secret: { name, key: model.secretKey } })),
      target: {
        configMap: { key: model.key },
        namespaceSelector: {
          matchExpressions: [{ key: NAMESPACE_LABEL, operator: 'In', values: model.namespaces }],
        },
      },
    },
  };
}
