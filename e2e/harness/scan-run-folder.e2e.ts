import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshKeys } from '../../test/support/fresh-keys';
import { filesReadByOthers, keysIn } from './scan-run-folder';

const pem = freshKeys('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
// Not in the folder of the run, which is scanned in the end.
const folder = mkdtempSync(join(tmpdir(), 'planted-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('P01 F07 a private key in a log or manifest of a run is found, one where it belongs is left alone', () => {
  for (const name of ['logs', 'pods/volumes']) mkdirSync(join(folder, name), { recursive: true });
  const planted = ['logs/server.log', 'out.k8s.yaml', 'plan.json'];
  for (const name of [...planted, 'pods/volumes/tls.key']) writeFileSync(join(folder, name), `level=info key=${pem}`);
  const found = keysIn(filesReadByOthers(folder)).map((line) => line.slice(folder.length + 1).split(':')[0]);
  expect([...new Set(found)].sort()).toEqual([...planted].sort());
});
