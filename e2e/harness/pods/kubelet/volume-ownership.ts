import { chmodSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives a volume to the pod's fsGroup as the kubelet does (kubernetes v1.36 pkg/volume/volume_linux.go): group ownership
 * of everything; files gain 0440 where the volume is read-only by nature (Secret, ConfigMap, projected), 0660 otherwise;
 * directories gain the execute and setgid bits besides. So a Secret file declared 0400 is 0440 in a pod with fsGroup.
 */
export function setVolumeOwnership(path: string, fsGroup: number, readOnly: boolean): void {
  const stat = lstatSync(path);
  if (stat.isDirectory()) {
    for (const name of readdirSync(path)) {
      setVolumeOwnership(join(path, name), fsGroup, readOnly);
    }
  }
  lchownSync(path, stat.uid, fsGroup);
  if (stat.isSymbolicLink()) {
    return; // chmod would reach the file behind it
  }
  let mask = readOnly ? 0o440 : 0o660;
  if (stat.isDirectory()) {
    mask |= 0o2110;
  }
  chmodSync(path, (stat.mode & 0o7777) | mask);
}
