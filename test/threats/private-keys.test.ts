import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { keysIn } from '../certificate-store/folders';
import { freshKeys } from '../support/fresh-keys';
import { type Declare, LocalFolder, type Outcome } from '../support/local-program';
import { privateKeysIn } from '../support/private-keys';

/** Every change of a store goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '..', '..');
/** What is not of the repository: what npm, git and the compilers put there. */
const FOREIGN = ['.git', '.jsii', 'coverage', 'dist', 'lib', 'node_modules'];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (FOREIGN.includes(entry.name)) return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : entry.isFile() ? [file] : [];
  });
}

/** `file: what` for each private key in these files. */
function found(files: readonly string[]): string[] {
  return files.flatMap((file) => privateKeysIn(readFileSync(file)).map((what) => `${path.basename(file)}: ${what}`));
}

describe('P01 F09 no private key is', () => {
  test('in any file of the repository: sources, snapshots, examples, documentation', () => {
    const files = filesBelow(ROOT);
    expect(files.length).toBeGreaterThan(400);
    expect(files.some((file) => file.endsWith('.snap'))).toBe(true);
    expect(found(files)).toEqual([]);
  });

  describe('in what the command line says and synthesis writes', () => {
    const callers: Declare = ({ pki, elsewhere }) => {
      pki.addUiCertificate();
      pki.addServiceCertificate('worker', { scope: elsewhere });
    };
    const folder = new LocalFolder();
    const said: Outcome[] = [];
    const store = (...names: string[]) => path.join(folder.store, ...names);
    const keyFiles = () => keysIn(store()).map((name) => store('keys', name));

    test('of a store that is made, looked at, renewed, exported to a file, and damaged', async () => {
      const plan = folder.plan(callers);
      const pki = async (...args: string[]) => said.push(await folder.pki(plan, ...args));
      await pki('init', '--dry-run');
      await pki('init');
      await pki('status', '--json');
      await pki('verify');
      await pki('renew', 'temporal-ui');
      await pki('renew', 'temporal-clients-root', '--new-key', '--json');
      const output = path.join(folder.folder, 'exported');
      await pki('export', '--format', 'vault', '--output', output);
      await pki('export', '--format', 'kubectl');
      expect(said.map(({ code }) => code)).toEqual([3, 0, 0, 0, 0, 0, 0, 2]);

      // Each key in the place of another, in that of a certificate, cut off, encrypted with what nobody knows.
      const [one, other, cut, encrypted] = keyFiles();
      const text = readFileSync(other, 'utf8');
      writeFileSync(one, text);
      writeFileSync(cut, readFileSync(cut, 'utf8').slice(0, -60));
      const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
      const cipher = { cipher: 'aes-256-cbc', passphrase: 'nobody knows' };
      writeFileSync(encrypted, privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }));
      await pki('verify');
      await pki('verify', '--json');
      const list = readFileSync(store('certificates.json'), 'utf8');
      writeFileSync(store('certificates.json'), list.replace(/"-----BEGIN[^"]*"/, JSON.stringify(text)));
      await pki('verify');
      await pki('init');
      writeFileSync(store('certificates.json'), list);
      expect(said.slice(8).map(({ code }) => code)).toEqual([3, 3, 1, 1]);

      expect(privateKeysIn(JSON.stringify(said))).toEqual([]);
      expect(found([plan, store('certificates.json'), store('keys', '.gitignore')])).toEqual([]);
      expect(privateKeysIn(JSON.stringify(folder.program(callers).objects))).toEqual([]);
      // The same eyes see them where they are.
      expect(found([output])).not.toEqual([]);
      expect(keyFiles().filter((file) => found([file]).length === 0)).toEqual([]);
    });
  });
});
