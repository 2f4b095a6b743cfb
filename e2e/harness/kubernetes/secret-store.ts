import type { KubeClient, KubeObject } from './kube-apiserver-client';

/** What the store holds: key → property → value. */
export type StoreValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Creates the SecretStores and ClusterSecretStores that the ExternalSecrets refer to, with External Secrets' `fake`
 * provider in the place of Vault. To be called before the ExternalSecrets are applied.
 */
export async function createStores(
  client: KubeClient,
  objects: readonly KubeObject[],
  values: StoreValues,
): Promise<void> {
  const data = Object.entries(values).map(([key, properties]) => ({ key, value: JSON.stringify(nested(properties)) }));
  const stores = new Map<string, KubeObject>();
  for (const { kind, metadata, spec } of objects) {
    if (kind === 'ExternalSecret') {
      const { name, kind: storeKind = 'SecretStore' } = spec.secretStoreRef;
      const namespace = storeKind === 'SecretStore' ? metadata.namespace : undefined;
      stores.set(`${storeKind}/${namespace}/${name}`, {
        apiVersion: 'external-secrets.io/v1',
        kind: storeKind,
        metadata: { name, namespace },
        spec: { provider: { fake: { data } } },
      });
    }
  }
  for (const store of stores.values()) {
    await client.apply(store);
  }
}

/** The fake provider reads `ca.crt` as the path `ca` → `crt`. */
function nested(properties: Readonly<Record<string, string>>): object {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(properties)) {
    const parts = path.split('.');
    let at = root;
    for (const part of parts.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[parts[parts.length - 1]] = value;
  }
  return root;
}
