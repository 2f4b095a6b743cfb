import { type Pod, PodCannotStart } from './pod-spec';

export interface SecretObject {
  readonly data?: Record<string, string>;
}

export interface ConfigMapObject {
  readonly data?: Record<string, string>;
  readonly binaryData?: Record<string, string>;
}

/** What the kubelet asks of the API server; undefined means 404. */
export interface ObjectGetter {
  secret(namespace: string, name: string): Promise<SecretObject | undefined>;
  configMap(namespace: string, name: string): Promise<ConfigMapObject | undefined>;
}

export type ObjectKind = 'secret' | 'configMap';

/**
 * The data of a Secret or ConfigMap as bytes by key. A missing object is empty when optional.
 * @throws PodCannotStart when a required object is missing.
 */
export async function dataOf(
  getter: ObjectGetter,
  pod: Pod,
  kind: ObjectKind,
  name: string,
  optional = false,
): Promise<Map<string, Buffer>> {
  const object = await getter[kind](pod.metadata.namespace, name);
  if (object === undefined) {
    if (optional) {
      return new Map();
    }
    throw new PodCannotStart(pod, `${kind.toLowerCase()} "${name}" not found`);
  }
  const base64 = kind === 'secret' ? object.data : (object as ConfigMapObject).binaryData;
  const text = kind === 'configMap' ? object.data : {};
  return new Map([
    ...Object.entries(base64 ?? {}).map(([key, value]): [string, Buffer] => [key, Buffer.from(value, 'base64')]),
    ...Object.entries(text ?? {}).map(([key, value]): [string, Buffer] => [key, Buffer.from(value, 'utf8')]),
  ]);
}
