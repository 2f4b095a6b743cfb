import { instanceOf } from '../core/guards';
import { subdomainName } from '../core/names';
import type { SecretStoreModel } from './model';

/**
 * Where External Secrets reads from: a store that exists already.
 *
 * @example
 * const store = SecretStoreRef.store('vault'); // of this namespace: others cannot fetch through it
 */
export class SecretStoreRef {
  /**
   * A SecretStore in the Kubernetes namespace of the chart that uses it.
   *
   * Throws `INVALID_NAME`.
   *
   * @param name the name of the SecretStore
   */
  public static store(name: string): SecretStoreRef {
    return new SecretStoreRef({ kind: 'SecretStore', name: subdomainName(name, 'SecretStoreRef.store') });
  }

  /**
   * A ClusterSecretStore. It can be used from every Kubernetes namespace unless its `conditions` name some: prefer a
   * SecretStore.
   *
   * Throws `INVALID_NAME`.
   *
   * @param name the name of the ClusterSecretStore
   */
  public static clusterStore(name: string): SecretStoreRef {
    return new SecretStoreRef({ kind: 'ClusterSecretStore', name: subdomainName(name, 'SecretStoreRef.clusterStore') });
  }

  private constructor(
    /** @internal */
    public readonly _model: SecretStoreModel,
  ) {}
}

/** A secret store among options. */
export const secretStoreRef = instanceOf(
  SecretStoreRef,
  'a SecretStoreRef: SecretStoreRef.store(…) or SecretStoreRef.clusterStore(…) names one',
);
