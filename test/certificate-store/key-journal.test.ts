import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { formatCertificateList } from '../../src/certificate-store/certificate-list';
import { settleChange, writeKeyJournal } from '../../src/certificate-store/key-journal';
import { keyFileName, layoutOf, type StoreLayout } from '../../src/certificate-store/store-layout';
import { StoreLock } from '../../src/certificate-store/store-lock';
import { refusalOf } from '../support/refusal';
import { testFolders, tree } from './folders';
import { pair } from './pairs';

const newFolder = testFolders();
const TIMES = { beat: 1_000, quiet: 60_000, patience: 0 };
const NEVER_LISTED = `${'0'.repeat(32)}.key`;
const OBSOLETE = `${'1'.repeat(32)}.key`;
let pem: string;
let used: string;

beforeAll(async () => {
  [pem] = (await pair('a')).certificates;
  used = keyFileName(new X509Certificate(pem));
});

/** A store with one certificate, three keys and a change that has begun. */
async function begun(): Promise<{ layout: StoreLayout; lock: StoreLock }> {
  const layout = layoutOf(newFolder());
  fs.mkdirSync(layout.keys, { recursive: true, mode: 0o700 });
  fs.chmodSync(layout.folder, 0o700);
  fs.writeFileSync(layout.certificateList, formatCertificateList(new Map([['a', [pem]]]), 'x'));
  for (const name of [used, OBSOLETE, NEVER_LISTED]) fs.writeFileSync(join(layout.keys, name), '');
  return { layout, lock: await StoreLock.acquire(layout.folder, TIMES) };
}

describe('the journal of keys', () => {
  test('has exactly the touched keys removed that no certificate has', async () => {
    const { layout, lock } = await begun();
    await writeKeyJournal(lock, new Set([used, OBSOLETE]));
    settleChange(lock.folder, layout);
    expect(tree(layout.keys)).toEqual([used, NEVER_LISTED].sort());
    expect(fs.readdirSync(lock.folder).sort()).toEqual(['.gitignore', 'owner.json']);
    lock.release();
  });

  test('P03 what was prepared is removed with it, and what is foreign is not', async () => {
    const { layout, lock } = await begun();
    const prepared = [NEVER_LISTED, 'certificates.json', 'keys.gitignore', 'foreign'];
    await lock.prepare(prepared.map((name) => [name, '']));
    settleChange(lock.folder, layout);
    expect(fs.readdirSync(lock.folder).sort()).toEqual(['.gitignore', 'foreign', 'owner.json']);
    expect(tree(layout.keys)).toHaveLength(3);
    lock.release();
  });

  test('that was cut off removes no key: none had moved yet', async () => {
    const { layout, lock } = await begun();
    fs.writeFileSync(join(lock.folder, 'touched-keys.json'), `["${OBSOLETE}"`);
    settleChange(lock.folder, layout);
    expect(tree(layout.keys)).toHaveLength(3);
    expect(fs.readdirSync(lock.folder).sort()).toEqual(['.gitignore', 'owner.json']);
    lock.release();
  });

  test.each(['{}', '[1]', '["../../certificates.json"]', `["${OBSOLETE}","notes.txt"]`])(
    'F04 that names other things than keys is refused, and removes nothing: %s',
    async (text) => {
      const { layout, lock } = await begun();
      fs.writeFileSync(join(lock.folder, 'touched-keys.json'), text);
      expect(refusalOf(() => settleChange(lock.folder, layout)).code).toBe('DAMAGED_STORE');
      expect(tree(layout.folder)).toEqual(expect.arrayContaining(['certificates.json', `keys/${OBSOLETE}`]));
      lock.release();
    },
  );
});
