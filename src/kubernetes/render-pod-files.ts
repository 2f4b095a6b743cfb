import * as path from 'node:path';
import { groupedBy, sortedBy } from '../core/order';
import type { EnvModel, PodFileModel } from './model';

/** Readable by root and, through the pod's `fsGroup`, by that group: 0400, in the decimal that JSON needs. */
export const FILE_MODE = 0o400;

/** A directory of a pod's files: some keys of one object. */
export interface DirectoryVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly kind: 'Secret' | 'ConfigMap';
  /** The name of the Secret or ConfigMap. */
  readonly objectName: string;
  /** The keys and their file names. */
  readonly items: readonly { readonly key: string; readonly path: string }[];
}

/**
 * The volumes for all files of a pod. Each directory is one volume: a mount of a whole directory follows the rotation of its
 * Secret, a `subPath` never does. Each volume lists its items, so that no disk holds a key that no process needs, such as an
 * authority's private key.
 */
export function directoryVolumes(files: readonly PodFileModel[]): DirectoryVolume[] {
  const sorted = sortedBy(files, (item) => item.source.key);
  const directories = groupedBy(sorted, (file) => path.posix.dirname(file.path));
  const volumes = [...directories].map(([mountPath, content]) => ({
    name: mountPath.slice(1).replace(/[/._]/g, '-'),
    mountPath,
    kind: content[0].source.kind,
    objectName: content[0].source.name,
    items: content.map((file) => ({ key: file.source.key, path: path.posix.basename(file.path) })),
  }));
  return sortedBy(volumes, ({ mountPath }) => mountPath);
}

/** `spec.volumes` of a pod. */
export function renderVolumes(volumes: readonly DirectoryVolume[]): Record<string, unknown>[] {
  return volumes.map(({ name, kind, objectName, items }) => {
    const content = { defaultMode: FILE_MODE, items: items.map((item) => ({ ...item })) };
    return kind === 'Secret'
      ? { name, secret: { secretName: objectName, ...content } }
      : { name, configMap: { name: objectName, ...content } };
  });
}

/** `spec.containers[].volumeMounts`. */
export function renderVolumeMounts(volumes: readonly DirectoryVolume[]): Record<string, unknown>[] {
  return volumes.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true }));
}

/** `spec.containers[].env`. */
export function renderEnv(env: readonly EnvModel[]): Record<string, unknown>[] {
  return env.map((variable) =>
    'value' in variable
      ? { name: variable.name, value: literalEnvValue(variable.value) }
      : { name: variable.name, valueFrom: { secretKeyRef: { ...variable.secretKeyRef } } },
  );
}

/** The kubelet replaces `$(NAME)` by another variable, and `$$` by `$`. */
export function literalEnvValue(value: string): string {
  return value.replaceAll('$', '$$$$');
}
