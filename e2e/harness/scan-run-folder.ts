import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateKeysIn } from '../../test/support/private-keys';
import { report } from './campaign';

/** What is written for people and for the cluster to read: logs, manifests, configurations, plans. */
const READ_BY_OTHERS = /\.(log|ya?ml|json)$/;

/**
 * Ends a run of the end-to-end tests: fails it where anything in its folder that others read holds a private key. Keys lie
 * in the volumes of its pods, in its certificate stores and in etcd, where they belong.
 */
export default function scanRunFolder(): void {
  const files = filesReadByOthers(process.env.E2E_RUN_FOLDER ?? '');
  const found = keysIn(files);
  if (found.length > 0) throw new Error(`private keys where others read:\n${found.join('\n')}`);
  report('private keys in logs and manifests of the run', `0 in ${files.length} files`);
}

/** The logs, manifests and configurations below a folder. */
export function filesReadByOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READ_BY_OTHERS.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** `file: what` for each private key in these files. */
export function keysIn(files: readonly string[]): string[] {
  return files.flatMap((file) => privateKeysIn(readFileSync(file)).map((what) => `${file}: ${what}`));
}
