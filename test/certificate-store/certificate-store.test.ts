import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { CertificateStore } from '../../src/certificate-store/certificate-store';
import type { StoredCertificates, StoredPair } from '../../src/certificate-store/model';
import type { LockTimes } from '../../src/certificate-store/store-lock';
import type { StoreSession } from '../../src/certificate-store/store-session';
import { reducedTo } from '../support/reduced-to';
import { refusalOf, rejectionOf } from '../support/refusal';
import { fullAt, killedAt, withoutWaitingForTheDisk } from './faults';
import { keysIn, modeOf, testFolders, tree } from './folders';
import { pair } from './pairs';

type Change = (session: StoreSession) => Promise<void>;

const newFolder = testFolders();
/** A holder of this very process looks alive, so the next one takes over for its silence. */
const IMPATIENT: LockTimes = { beat: 1_000, quiet: 0, patience: 5_000 };

let root: StoredPair;
let leaf: StoredPair;
let otherRoot: StoredPair;
let otherLeaf: StoredPair;

beforeAll(async () => {
  root = await pair('clients/root');
  leaf = await pair('clients/leaf');
  otherRoot = await pair('clients/root');
  otherLeaf = await pair('clients/leaf');
});
beforeEach(withoutWaitingForTheDisk);
afterEach(() => {
  jest.restoreAllMocks();
});

function asMap(...pairs: readonly StoredPair[]): StoredCertificates {
  return new Map(pairs.map(({ id, certificates }) => [id, certificates]));
}

async function storeWith(...pairs: readonly StoredPair[]): Promise<{ folder: string; store: CertificateStore }> {
  const folder = newFolder();
  const store = new CertificateStore(folder);
  await store.change((session) => session.replace(pairs));
  return { folder, store };
}

/** A process that was killed while it waited for the lock leaves this for an hour. */
const CANDIDATE = /^lock\.[0-9a-f-]{36}(\/[0-9a-f-]{36}(\/(owner\.json|\.gitignore))?)?$/;

/** What must hold whatever happened: each certificate has its own key, and nothing that is not part of a store lies there. */
function expectWhole(folder: string, store: CertificateStore): void {
  const certificates = store.readCertificates();
  for (const [id, [own]] of certificates) {
    expect(new X509Certificate(own).checkPrivateKey(store.readPrivateKey(id))).toBe(true);
  }
  const names = tree(folder).filter((name) => !CANDIDATE.test(name));
  expect(names.filter((name) => !name.startsWith('keys/'))).toEqual(['certificates.json', 'keys']);
  expect(names.filter((name) => name.startsWith('keys/'))).toHaveLength(certificates.size + 1);
  expect(fs.readFileSync(join(folder, 'keys/.gitignore'), 'utf8')).toBe('*\n');
  for (const name of names) expect([name, modeOf(join(folder, name))]).toEqual([name, name === 'keys' ? 0o700 : 0o600]);
  expect(modeOf(folder)).toBe(0o700);
}

describe('a certificate store', () => {
  test('is empty before anything is written, and reading makes no folder', () => {
    const folder = newFolder();
    const store = new CertificateStore(folder);
    expect(store.readCertificates()).toEqual(new Map());
    expect(refusalOf(() => store.readPrivateKey('clients/root')).code).toBe('MISSING_PRIVATE_KEY');
    expect(fs.existsSync(folder)).toBe(false);
  });

  test('gives back what was written, sorted by id, and each key', async () => {
    const { folder, store } = await storeWith(root, leaf);
    expect([...store.readCertificates()]).toEqual([...asMap(leaf, root)]);
    expect(store.readPrivateKey(leaf.id).equals(leaf.privateKey)).toBe(true);
    expectWhole(folder, store);
  });

  test('P21 removes a key that no certificate has any more, and keeps one that a renewed certificate has', async () => {
    const { folder, store } = await storeWith(root, leaf);
    await store.change((session) => session.replace([otherLeaf]));
    expect(store.readCertificates()).toEqual(asMap(otherLeaf, root));
    expectWhole(folder, store);
    await store.change((session) => session.replace([otherLeaf]));
    expectWhole(folder, store);
  });

  test('P01 refuses to lay keys where git would be told to take some of them, and changes nothing of it', async () => {
    const { folder, store } = await storeWith(root);
    const ignored = join(folder, 'keys/.gitignore');
    for (const text of ['', '!*.key\n', '*\n!*.key\n']) {
      fs.writeFileSync(ignored, text);
      const change = store.change((session) => session.replace([otherRoot]));
      expect(await rejectionOf(change)).toMatchObject({ code: 'UNSAFE_STORE', option: ignored });
      expect(fs.readFileSync(ignored, 'utf8')).toBe(text);
    }
    fs.rmSync(ignored); // as a store of an earlier version has none
    await store.change((session) => session.replace([otherRoot]));
    expectWhole(folder, store);
  });

  test('synthesis opens the list of certificates and nothing else', async () => {
    const { folder, store } = await storeWith(root, leaf);
    const opened = jest.spyOn(fs, 'openSync');
    const read = jest.spyOn(fs, 'readFileSync');
    expect(store.readCertificates().size).toBe(2);
    expect(opened.mock.calls.map(([path]) => path)).toEqual([join(folder, 'certificates.json')]);
    expect(read).not.toHaveBeenCalled();
  });

  test('synthesis reads certificates from version control, whose folders are open to others, and no key there', async () => {
    const { folder, store } = await storeWith(root);
    fs.chmodSync(folder, 0o755);
    fs.chmodSync(join(folder, 'certificates.json'), 0o644);
    expect(store.readCertificates()).toEqual(asMap(root));
    expect(refusalOf(() => store.readPrivateKey(root.id)).code).toBe('UNSAFE_STORE');
    expect((await rejectionOf(store.change(async () => undefined))).code).toBe('UNSAFE_STORE');
  });

  test('P02 a key that others may read is refused; a change gives every file that it writes its mode', async () => {
    const { folder, store } = await storeWith(root, leaf);
    for (const name of keysIn(folder)) fs.chmodSync(join(folder, 'keys', name), 0o666);
    fs.chmodSync(join(folder, 'certificates.json'), 0o666);
    expect(refusalOf(() => store.readPrivateKey(leaf.id)).code).toBe('UNSAFE_STORE');
    await store.change((session) => session.replace([otherRoot, leaf]));
    expectWhole(folder, store);
  });

  test('F04 a store behind a link is refused, by synthesis too', async () => {
    const { folder } = await storeWith(root);
    const link = new CertificateStore(`${folder}-link`);
    fs.symlinkSync(folder, `${folder}-link`);
    expect(refusalOf(() => link.readCertificates()).code).toBe('UNSAFE_STORE');
    expect(refusalOf(() => link.readPrivateKey(root.id)).code).toBe('UNSAFE_STORE');
    expect((await rejectionOf(link.change(async () => undefined))).code).toBe('UNSAFE_STORE');
  });

  test.each(['keys', 'lock', 'certificates.json'])('F04 a link in the place of %s is not followed', async (name) => {
    const { folder, store } = await storeWith(root);
    const elsewhere = newFolder();
    fs.mkdirSync(elsewhere);
    fs.rmSync(join(folder, name), { recursive: true, force: true });
    fs.symlinkSync(elsewhere, join(folder, name));
    expect((await rejectionOf(store.change((session) => session.replace([otherRoot])))).code).toMatch(
      /^(UNSAFE_STORE|STORE_IO)$/,
    );
    expect(tree(elsewhere)).toEqual([]);
  });

  test('F04 files of others are left alone, whatever their names', async () => {
    const { folder, store } = await storeWith(root);
    const foreign = ['notes.txt', 'lock.txt', 'discarded.old', 'lock.d', 'keys/old.key', 'keys/.backup', '.gitignore'];
    for (const name of foreign) fs.writeFileSync(join(folder, name), name);
    await store.change((session) => session.replace([otherRoot]));
    expect(foreign.map((name) => fs.readFileSync(join(folder, name), 'utf8'))).toEqual(foreign);
    expect(store.readPrivateKey(root.id).equals(otherRoot.privateKey)).toBe(true);
  });

  test.each(['id_ed25519', 'package.json', '.bashrc', 'private-keys-v1.d'])(
    'F04 is not begun in a folder with %s, which is somebody else’s, and nothing is written there',
    async (name) => {
      const folder = newFolder();
      fs.mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
      fs.chmodSync(folder, 0o700);
      const change = new CertificateStore(folder).change((session) => session.replace([root]));
      expect(await rejectionOf(change)).toMatchObject({ code: 'UNSAFE_STORE', found: `a folder with ${name}` });
      expect(fs.readdirSync(folder)).toEqual([name]);
    },
  );

  test('is begun in a folder that version control or a file system knows already', async () => {
    const folder = newFolder();
    fs.mkdirSync(join(folder, 'lost+found'), { recursive: true, mode: 0o700 });
    fs.chmodSync(folder, 0o700);
    for (const name of ['.gitignore', '.gitkeep', '.gitattributes']) fs.writeFileSync(join(folder, name), '');
    const store = new CertificateStore(folder);
    await store.change((session) => session.replace([root]));
    expect(store.readCertificates()).toEqual(asMap(root));
  });

  test('P05 makes no new authority beside keys whose list is lost', async () => {
    const { folder, store } = await storeWith(root);
    const before = tree(join(folder, 'keys'));
    fs.rmSync(join(folder, 'certificates.json'));
    expect(await rejectionOf(store.change((session) => session.replace([otherRoot])))).toMatchObject({
      code: 'DAMAGED_STORE',
      option: join(folder, 'certificates.json'),
    });
    expect(tree(join(folder, 'keys'))).toEqual(before);
  });

  test('an older list that is put back costs nobody a key', async () => {
    const { folder, store } = await storeWith(root);
    const older = fs.readFileSync(join(folder, 'certificates.json'));
    await store.change((session) => session.replace([leaf]));
    const newer = fs.readFileSync(join(folder, 'certificates.json'));
    fs.writeFileSync(join(folder, 'certificates.json'), older);
    await store.change(async () => undefined);
    fs.writeFileSync(join(folder, 'certificates.json'), newer);
    expect(store.readPrivateKey(leaf.id).equals(leaf.privateKey)).toBe(true);
  });

  test('a key that is replaced while it is looked up is found under its new name', async () => {
    const { folder, store } = await storeWith(root);
    const { folder: later } = await storeWith(otherRoot);
    const original = fs.openSync;
    jest.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
      if (String(path).endsWith('.key')) {
        jest.restoreAllMocks();
        fs.rmSync(path);
        for (const name of ['certificates.json', ...tree(join(later, 'keys')).map((key) => `keys/${key}`)]) {
          fs.copyFileSync(join(later, name), join(folder, name));
        }
      }
      return original(path, ...rest);
    });
    expect(store.readPrivateKey(root.id).equals(otherRoot.privateKey)).toBe(true);
  });

  test('P04 the key of a certificate that was read before is that one or none, never that of its successor', async () => {
    const { store } = await storeWith(root);
    const before = store.readCertificates();
    expect(store.readPrivateKey(root.id, undefined, before).equals(root.privateKey)).toBe(true);
    await store.change((session) => session.replace([otherRoot]));
    expect(refusalOf(() => store.readPrivateKey(root.id, undefined, before)).code).toBe('MISSING_PRIVATE_KEY');
  });

  test('of twenty first runs at once one makes the authority, and all see it', async () => {
    const store = new CertificateStore(newFolder());
    let made = 0;
    const seen = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.change(async (session) => {
          if (!session.certificates.has(root.id)) {
            made++;
            await session.replace([root]);
          }
          return session.certificates;
        }),
      ),
    );
    expect(made).toBe(1);
    expect(seen).toEqual(Array.from({ length: 20 }, () => asMap(root)));
  });

  test('what work throws is thrown on, what it replaced before stays, and the store is free', async () => {
    const { folder, store } = await storeWith(root);
    const failing = store.change(async (session) => {
      await session.replace([leaf]);
      throw new RangeError('of the work');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(store.readCertificates()).toEqual(asMap(root, leaf));
    expectWhole(folder, store);
  });
});

/** From one call of the file system at which a process is killed to the next. */
const STEP = reducedTo(3, 1);

describe('P03 P04 a process that is killed', () => {
  const replaceAll: Change = (session) => session.replace([otherRoot, otherLeaf]);
  test.each<[string, () => StoredPair[], Change, () => StoredPair[]]>([
    ['makes a store', () => [], replaceAll, () => [otherLeaf, otherRoot]],
    ['replaces all of it', () => [leaf, root], replaceAll, () => [otherLeaf, otherRoot]],
    ['removes some of it', () => [leaf, root], (session) => session.remove([root.id]), () => [leaf]],
  ])('at any call of one that %s leaves all of the old or all of the new', async (_name, old, change, wanted) => {
    const [before, after] = [asMap(...old()), asMap(...wanted())];
    const outcomes: StoredCertificates[] = [];
    for (let n = 1; ; n += STEP) {
      const { folder, store } = before.size > 0 ? await storeWith(...old()) : emptyStore();
      if (!(await killedAt(n, () => store.change(change)))) break;
      const found = store.readCertificates();
      outcomes.push(found);
      await store.change(async () => undefined, undefined, IMPATIENT);
      expect(store.readCertificates()).toEqual(found);
      if (found.size > 0) expectWhole(folder, store);
      await store.change(change, undefined, IMPATIENT);
      expect(store.readCertificates()).toEqual(after);
      expectWhole(folder, store);
    }
    const isNew = outcomes.map((found) => JSON.stringify([...found]) === JSON.stringify([...after]));
    const first = isNew.indexOf(true);
    expect(first * STEP).toBeGreaterThan(12);
    expect(outcomes.slice(0, first)).toEqual(Array.from({ length: first }, () => before));
    expect(isNew.slice(first)).not.toContain(false);
    expect((isNew.length - first) * STEP).toBeGreaterThan(2);
  });

  test('P03 leaves no key outside the store meanwhile', async () => {
    const written: string[] = [];
    const { folder, store } = await storeWith(root);
    const original = fs.openSync;
    jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      if ((Number(flags) & fs.constants.O_CREAT) !== 0) written.push(String(path));
      return original(path, flags, mode);
    });
    await store.change((session) => session.replace([leaf]));
    expect(written.length).toBeGreaterThanOrEqual(3);
    expect(written.filter((path) => !path.startsWith(`${folder}/lock`))).toEqual([]);
  });
});

describe('P04 a disk that is full', () => {
  test.each<[string, Change, number]>([
    ['replaced', (session) => session.replace([otherRoot, otherLeaf]), 8],
    ['removed', (session) => session.remove([root.id]), 5],
  ])(
    'at any moment while something is %s is told, and leaves the store as it was, with nothing to clean up',
    async (_what, change, moments) => {
      let failures = 0;
      for (let n = 1; ; n++) {
        const { folder, store } = await storeWith(root, leaf);
        if (!(await fullAt(n, () => store.change(change)))) break;
        failures++;
        expect(store.readCertificates()).toEqual(asMap(root, leaf));
        expectWhole(folder, store);
      }
      expect(failures).toBeGreaterThan(moments);
    },
  );
});

function emptyStore(): { folder: string; store: CertificateStore } {
  const folder = newFolder();
  return { folder, store: new CertificateStore(folder) };
}
