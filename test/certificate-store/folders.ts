import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each caller a path at which nothing is yet, in a folder that is gone after the tests. */
export function testFolders(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'certificate-store-'));
  afterAll(() => rmSync(root, { recursive: true }));
  return () => join(mkdtempSync(join(root, 'test-')), 'pki');
}

/** All names below a folder, sorted. */
export function tree(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort();
}

/** The names of the files with private keys in a store. */
export function keysIn(store: string): string[] {
  return readdirSync(join(store, 'keys')).filter((name) => name.endsWith('.key'));
}

/** The permissions of a file or folder. */
export function modeOf(path: string): number {
  return lstatSync(path).mode & 0o7777;
}
