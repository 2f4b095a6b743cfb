import * as path from 'node:path';
import { refuse } from '../core/errors';
import { labelName } from '../core/names';
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
    name: volumeName(mountPath),
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

function volumeName(mountPath: string): string {
  return labelName(mountPath.slice(1).replace(/[/._]/g, '-'), `volume of ${mountPath}`);
}

/**
 * Refuses files that cannot be mounted together.
 *
 * Throws `INVALID_VALUE`, `DUPLICATE_VALUE`.
 */
export function checkFiles(files: readonly PodFileModel[], option: string): void {
  const seen = new Set<string>();
  for (const { path: file } of files) {
    if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){3,}$/.test(file)) {
      refuse('INVALID_VALUE', {
        option,
        value: file,
        expected: 'an absolute path, at least two directories deep: a volume hides what the image has in its directory',
        fix: 'Choose such a path.',
      });
    }
    if (seen.has(file)) {
      refuse('DUPLICATE_VALUE', { option, value: file, expected: 'each path once', fix: 'Choose another path.' });
    }
    seen.add(file);
  }
  checkSources(files, option);
  const volumes = directoryVolumes(files);
  for (const { name, mountPath } of volumes) {
    const clash = volumes.find(
      (other) => other.mountPath !== mountPath && (other.name === name || mountPath.startsWith(`${other.mountPath}/`)),
    );
    if (clash !== undefined) {
      refuse('INVALID_VALUE', {
        option,
        value: mountPath,
        expected: `a directory that is not inside another, with a volume name of its own (there is ${clash.mountPath})`,
        fix: 'Choose a directory beside it: nothing can be mounted inside a read-only volume.',
      });
    }
  }
}

/** A volume shows one object, and each of its keys once. */
function checkSources(files: readonly PodFileModel[], option: string): void {
  const objects = new Map<string, string>();
  const keys = new Set<string>();
  for (const { path: file, source } of files) {
    const directory = path.posix.dirname(file);
    const object = `${source.kind} ${source.name}`;
    const key = `${directory} ${source.key}`;
    if ((objects.get(directory) ?? object) !== object || keys.has(key)) {
      refuse('INVALID_VALUE', {
        option,
        value: `${file} from key ${source.key} of ${object}`,
        expected: `a directory that shows keys of one object, each once (${directory} shows ${objects.get(directory)})`,
        fix: 'Choose a directory of its own for it.',
      });
    }
    objects.set(directory, object);
    keys.add(key);
  }
}
