import * as path from 'node:path';
import { groupedBy, sortedBy } from '../core/order';
import type { EnvModel, PodFileModel } from './model';

/** Readable by root and, through the pod's `fsGroup`, by that group: 0400, in the decimal that JSON needs. */
export const FILE_MODE = 0o400;

/** A directory of a pod's files. */
export interface DirectoryVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly sources: readonly VolumeSource[];
}

/** Some keys of one object. */
export interface VolumeSource {
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
    sources: volumeSources(content),
  }));
  return sortedBy(volumes, ({ mountPath }) => mountPath);
}

function volumeSources(content: readonly PodFileModel[]): VolumeSource[] {
  const objects = groupedBy(content, ({ source: { kind, name } }) => `${kind} ${name}`);
  return [...objects.values()].map((files) => ({
    kind: files[0].source.kind,
    objectName: files[0].source.name,
    items: files.map((file) => ({ key: file.source.key, path: path.posix.basename(file.path) })),
  }));
}

/** `spec.volumes` of a pod. */
export function renderVolumes(volumes: readonly DirectoryVolume[]): Record<string, unknown>[] {
  return volumes.map(({ name, sources }) => {
    if (sources.length > 1) return { name, projected: renderProjection(sources) };
    const [{ kind, objectName, items }] = sources;
    const content = { defaultMode: FILE_MODE, items: items.map((item) => ({ ...item })) };
    return kind === 'Secret'
      ? { name, secret: { secretName: objectName, ...content } }
      : { name, configMap: { name: objectName, ...content } };
  });
}

/** A volume with keys of several objects side by side; the kubelet changes all of them at once. */
export function renderProjection(sources: readonly VolumeSource[]): Record<string, unknown> {
  return {
    defaultMode: FILE_MODE,
    sources: sources.map(({ kind, objectName, items }) => ({
      [kind === 'Secret' ? 'secret' : 'configMap']: { name: objectName, items: items.map((item) => ({ ...item })) },
    })),
  };
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
