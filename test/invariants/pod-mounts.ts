import type { PodFileModel } from '../../src/kubernetes/model';
import { type DirectoryVolume, directoryVolumes } from '../../src/kubernetes/render-pod-files';
import { Evidence } from './edge-evidence';
import type { Broken, Invariant } from './invariant';

/** Every pod's files can be mounted together, as its volumes say. */
export const podMounts: Invariant = (model) =>
  new Evidence(model).paths().flatMap(({ pod, files }) => unmountable(files, pod));

/** What no mount could make true of the files of a pod. */
export function unmountable(files: readonly PodFileModel[], pod: string): Broken[] {
  const volumes = directoryVolumes(files);
  const sources = files.map(({ path, source }) => ({ directory: path.slice(0, path.lastIndexOf('/')), source }));
  const broken = (value: string, expected: string): Broken => ({ option: pod, value, expected });
  return [
    ...files
      .filter(({ path }) => !/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){3,}$/.test(path))
      .map(({ path }) =>
        broken(path, 'an absolute path, two directories deep: a volume hides what the image has there'),
      ),
    ...repeated(files.map(({ path }) => path)).map((path) => broken(path, 'each path once')),
    ...repeated(sources.map(({ directory, source: { kind, name, key } }) => `${directory} ${kind} ${name} ${key}`)).map(
      (key) => broken(key, 'each key of a directory once'),
    ),
    ...sources
      .filter(({ directory, source: { kind, name, key } }) => {
        const shown = volumes.find(({ mountPath }) => mountPath === directory)?.sources ?? [];
        const own = shown.find((of) => of.kind === kind && of.objectName === name);
        return !own?.items.some((item) => item.key === key);
      })
      .map(({ directory }) => broken(directory, 'a directory that shows each of its keys')),
    ...volumes.filter((volume) => isClashing(volume, volumes)).map(({ name }) => broken(name, 'a volume of its own')),
    ...volumes
      .filter(({ name }) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
      .map(({ name }) => broken(name, 'an RFC 1123 label as name of a volume')),
  ];
}

/** Nothing can be mounted inside a read-only volume. */
function isClashing({ name, mountPath }: DirectoryVolume, volumes: readonly DirectoryVolume[]): boolean {
  return volumes.some(
    (other) => other.mountPath !== mountPath && (other.name === name || mountPath.startsWith(`${other.mountPath}/`)),
  );
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}
