import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './kubernetes/kube-apiserver-client';

const CHECKOUT = join(__dirname, '..', '..');

/**
 * Runs an example as its user would, in a folder of its own, with a JWKS of one's own.
 * @param example the folder of the program, which is main.ts in it.
 * @param folder must not exist yet; the manifests are left in `dist` below it.
 * @param jwks replaces keys/jwks.json.
 * @returns what it synthesized, in the order that `kubectl apply -f` would take it.
 * @throws Error with what the program printed when it fails.
 */
export function synthesizeExample(example: string, folder: string, jwks: string): readonly KubeObject[] {
  cpSync(example, folder, { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'keys', 'jwks.json'), jwks);
  const tsconfig = join(CHECKOUT, 'test', 'tsconfig.json');
  execFileSync(
    process.execPath,
    ['-r', 'ts-node/register/transpile-only', '-r', 'tsconfig-paths/register', join(folder, 'main.ts')],
    {
      cwd: folder,
      env: { ...process.env, TS_NODE_PROJECT: tsconfig, CDK8S_OUTDIR: join(folder, 'dist') },
      stdio: 'pipe',
    },
  );
  return readManifests(join(folder, 'dist'));
}

function readManifests(folder: string): readonly KubeObject[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => document.toJS() as KubeObject);
}
