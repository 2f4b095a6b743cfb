import * as path from 'node:path';
import { refuse } from '../core/errors';
import { labelName } from '../core/names';
import { compareText, sortedBy } from '../core/order';
import type { EnvModel, PodFileModel } from './model';

/** Readable by root and, through the pod's `fsGroup`, by that group: 0400, in the decimal that JSON needs. */
const MODE = 0o400;

/** A directory of a pod's files as one volume. */
export interface DirectoryVolume {
  /** The name of the volume. */
  readonly name: string;
  /** Where it is mounted. */
  readonly mountPath: string;
  /** The volume as `spec.volumes` of a pod takes it, with its name. */
  readonly volume: Readonly<Record<string, unknown>>;
}

/**
 * The volumes that make every file of a pod true. Each directory is one volume: a mount of a whole directory follows the
 * rotation of its Secret, a `subPath` never does. Each volume lists its items, so that a key which no process needs, such as an
 * authority's private key, is on no disk.
 */
export function directoryVolumes(files: readonly PodFileModel[]): DirectoryVolume[] {
  const directories = new Map<string, PodFileModel[]>();
  for (const file of sortedBy(files, (item) => item.path)) {
    const directory = path.posix.dirname(file.path);
    directories.set(directory, [...(directories.get(directory) ?? []), file]);
  }
  return [...directories].map(([mountPath, content]) => {
    const name = volumeName(mountPath);
    return { name, mountPath, volume: { name, ...volumeSource(content) } };
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

function volumeSource(files: readonly PodFileModel[]): Record<string, unknown> {
  const sources = bySource(files);
  const [only] = sources;
  if (sources.length > 1) return { projected: { defaultMode: MODE, sources: sources.map(projection) } };
  const { kind, name } = only[0].source;
  const content = { defaultMode: MODE, items: items(only), ...optionalOf(only) };
  return kind === 'Secret' ? { secret: { secretName: name, ...content } } : { configMap: { name, ...content } };
}

function projection(files: readonly PodFileModel[]): Record<string, unknown> {
  const { kind, name } = files[0].source;
  return { [kind === 'Secret' ? 'secret' : 'configMap']: { name, items: items(files), ...optionalOf(files) } };
}

/** Files of one object that are all needed, or all optional. */
function bySource(files: readonly PodFileModel[]): PodFileModel[][] {
  const groups = new Map<string, PodFileModel[]>();
  for (const file of files) {
    const group = `${file.source.kind}/${file.source.name}/${file.optional ?? false}`;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

function items(files: readonly PodFileModel[]): { key: string; path: string }[] {
  return files.map((file) => ({ key: file.source.key, path: path.posix.basename(file.path) }));
}

function optionalOf(files: readonly PodFileModel[]): { optional?: true } {
  return files[0].optional ? { optional: true } : {};
}

/**
 * Refuses files that no mount can make true together.
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
