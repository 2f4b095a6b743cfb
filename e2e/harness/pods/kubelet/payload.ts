import { dataOf, type ObjectGetter, type ObjectKind } from './objects';
import { type KeyToPath, type Pod, PodCannotStart, type Volume } from './pod-spec';

/** A file of a volume before it is written. */
export interface FileProjection {
  readonly data: Buffer;
  readonly mode: number;
}

export type Payload = ReadonlyMap<string, FileProjection>;

/** Kubernetes' default of `defaultMode` for Secret, ConfigMap and projected volumes. */
const DEFAULT_MODE = 0o644;

/**
 * The files that a Secret, ConfigMap or projected volume consists of, as the kubelet's volume plugins compute them
 * (kubernetes v1.36 pkg/volume/{secret,configmap,projected}). Later sources of a projected volume win over earlier ones.
 * @throws PodCannotStart when a required object or key is missing.
 */
export async function payloadOf(getter: ObjectGetter, pod: Pod, volume: Volume): Promise<Payload> {
  if (volume.secret) {
    return project(
      getter,
      pod,
      'secret',
      { ...volume.secret, name: volume.secret.secretName },
      volume.secret.defaultMode,
    );
  }
  if (volume.configMap) {
    return project(getter, pod, 'configMap', volume.configMap, volume.configMap.defaultMode);
  }
  const files = new Map<string, FileProjection>();
  for (const { secret, configMap } of volume.projected?.sources ?? []) {
    for (const [kind, reference] of [
      ['secret', secret],
      ['configMap', configMap],
    ] as const) {
      if (reference) {
        const projected = await project(getter, pod, kind, reference, volume.projected?.defaultMode);
        projected.forEach((file, path) => void files.set(path, file));
      }
    }
  }
  return files;
}

interface Reference {
  readonly name: string;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

async function project(
  getter: ObjectGetter,
  pod: Pod,
  kind: ObjectKind,
  reference: Reference,
  defaultMode = DEFAULT_MODE,
): Promise<Payload> {
  const data = await dataOf(getter, pod, kind, reference.name, reference.optional);
  const items = reference.items ?? [];
  if (items.length === 0) {
    return new Map([...data].map(([key, bytes]) => [key, { data: bytes, mode: defaultMode }]));
  }
  const files = new Map<string, FileProjection>();
  for (const item of items) {
    const bytes = data.get(item.key);
    if (bytes !== undefined) {
      files.set(item.path, { data: bytes, mode: item.mode ?? defaultMode });
    } else if (!reference.optional) {
      throw new PodCannotStart(
        pod,
        `${kind.toLowerCase()} "${reference.name}" references non-existent key: ${item.key}`,
      );
    }
  }
  return files;
}
