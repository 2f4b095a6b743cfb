import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import type { Payload } from './payload';

const DATA = '..data';
const NEW_DATA = '..data_tmp';

/**
 * Writes a volume as the kubelet's AtomicWriter does (kubernetes v1.36 pkg/volume/util/atomic_writer.go): files in a
 * timestamped directory, `..data` pointing to it, and one symbolic link a top-level name. Writing again swaps `..data`
 * in one rename, so a reader sees the old set or the new one, never a mixture.
 * @param setPermissions called on the finished files before they are published.
 */
export function writeAtomically(targetDir: string, payload: Payload, setPermissions: () => void): void {
  const files = [...payload].map(([path, file]) => ({ path: cleanPath(path), ...file }));
  const previous = currentDir(targetDir);

  const stamp = new Date().toISOString().replace(/[-T:]/g, '_').slice(0, 19);
  const timestamped = mkdtempSync(join(targetDir, `..${stamp}.`));
  chmodSync(timestamped, 0o755);
  for (const file of files) {
    const path = join(timestamped, file.path);
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    writeFileSync(path, file.data);
    chmodSync(path, file.mode);
  }
  setPermissions();
  symlinkSync(basename(timestamped), join(targetDir, NEW_DATA));
  renameSync(join(targetDir, NEW_DATA), join(targetDir, DATA));

  const visible = new Set(files.map((file) => file.path.split('/')[0]));
  for (const name of visible) {
    rmSync(join(targetDir, name), { force: true });
    symlinkSync(join(DATA, name), join(targetDir, name));
  }
  if (previous) {
    rmSync(join(targetDir, previous), { recursive: true });
  }
}

function currentDir(targetDir: string): string | undefined {
  try {
    return readlinkSync(join(targetDir, DATA));
  } catch {
    return undefined; // first write
  }
}

function cleanPath(path: string): string {
  const clean = normalize(path);
  if (clean.startsWith('/') || clean.split('/').includes('..') || clean.startsWith('..')) {
    throw new Error(`invalid path "${path}": must be relative and must not start with or contain ".."`);
  }
  return clean;
}
