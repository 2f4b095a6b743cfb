import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertSupported } from './assert-supported';
import { writeAtomically } from './atomic-writer';
import type { ObjectGetter } from './objects';
import { payloadOf } from './payload';
import { type Container, type Pod, PodCannotStart, type Volume } from './pod-spec';
import { setVolumeOwnership } from './volume-ownership';

/** A directory of this machine that a container sees at `mountPath`. */
export interface BindMount {
  readonly source: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
}

/**
 * Brings a pod's volumes into being below `podDir`, as the kubelet would from the objects the API server holds now.
 * Calling it again refreshes them in place, as the kubelet's sync does.
 * @returns the mounts of each container, by container name, outer ones first.
 * @throws PodCannotStart where the kubelet would not start the pod, or the pod asks for what the harness cannot do.
 */
export async function materialiseVolumes(
  getter: ObjectGetter,
  pod: Pod,
  podDir: string,
): Promise<ReadonlyMap<string, readonly BindMount[]>> {
  assertSupported(pod);
  const dirs = new Map<string, string>();
  for (const volume of pod.spec.volumes ?? []) {
    dirs.set(volume.name, await materialise(getter, pod, volume, podDir));
  }
  return new Map(pod.spec.containers.map((container) => [container.name, mountsOf(pod, container, dirs)]));
}

async function materialise(getter: ObjectGetter, pod: Pod, volume: Volume, podDir: string): Promise<string> {
  const dir = join(podDir, 'volumes', volume.name);
  const payload = volume.emptyDir ? undefined : await payloadOf(getter, pod, volume);
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true });
    chmodSync(dir, 0o777);
  }
  const setPermissions = () => {
    const fsGroup = pod.spec.securityContext?.fsGroup;
    if (fsGroup !== undefined) {
      setVolumeOwnership(dir, fsGroup, payload !== undefined);
    }
  };
  if (payload) {
    writeAtomically(dir, payload, setPermissions);
  } else {
    setPermissions();
  }
  return dir;
}

function mountsOf(pod: Pod, container: Container, dirs: ReadonlyMap<string, string>): BindMount[] {
  const volumes = new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, volume]));
  const mounts = (container.volumeMounts ?? []).map((mount) => {
    const source = dirs.get(mount.name);
    if (source === undefined) {
      throw new PodCannotStart(pod, `volumeMounts[${mount.mountPath}] names no volume: ${mount.name}`);
    }
    // Secret, ConfigMap and projected volumes are mounted read-only whatever the mount says.
    return {
      source,
      mountPath: mount.mountPath,
      readOnly: mount.readOnly === true || !volumes.get(mount.name)?.emptyDir,
    };
  });
  return mounts.sort((a, b) => depth(a.mountPath) - depth(b.mountPath));
}

function depth(path: string): number {
  return path.split('/').filter(Boolean).length;
}
