import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An empty folder for one test file's processes, in the run that `e2e/run` made, with loopback up.
 * @throws Error outside such a run: servers would listen on the machine's own network.
 */
export function testFolder(name: string): string {
  const run = process.env.E2E_RUN_FOLDER;
  if (run === undefined) {
    throw new Error('these tests start servers, in namespaces of their own; run them with: npm run e2e');
  }
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  const folder = join(run, name);
  mkdirSync(folder, { mode: 0o711 }); // PostgreSQL runs as another user
  return folder;
}
