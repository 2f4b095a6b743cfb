import { options } from '../core/guards';
import { dataKey, subdomainName } from '../core/names';

/** A key of a ConfigMap that exists already, in the Kubernetes namespace of whatever uses it. */
export interface ConfigMapKey {
  /** The name of the ConfigMap. */
  readonly configMapName: string;
  /** The key in it. */
  readonly key: string;
}

/** Reads a key of a ConfigMap. Throws `INVALID_NAME`, `UNSAFE_KEY`. */
export const configMapKey = options<ConfigMapKey>({ configMapName: subdomainName, key: dataKey });
