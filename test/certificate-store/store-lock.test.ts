import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { thisProcess } from '../../src/certificate-store/lock-owner';
import {
  discardedFolders,
  type LockTimes,
  removeAbandonedCandidates,
  removeDiscardedFolder,
  StoreLock,
} from '../../src/certificate-store/store-lock';
import { refusalOf, rejectionOf } from '../support/refusal';
import { modeOf, testFolders, tree } from './folders';

const newFolder = testFolders();
const TIMES: LockTimes = { beat: 20, quiet: 60_000, patience: 60_000 };
const NONCE = '00000000-0000-4000-8000-000000000000';
const onLinux = fs.existsSync('/proc/self/ns/pid');

function newStore(): string {
  const store = newFolder();
  fs.mkdirSync(store, { mode: 0o700 });
  return store;
}

/** What a process leaves that ended while it held the lock, or, with a name, while it waited for it. */
function leaveBehind(store: string, owner: object, name = 'lock'): string {
  const folder = join(store, name, NONCE);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner), { mode: 0o600 });
  return folder;
}

const elsewhere = { pid: 1, host: 'elsewhere', processTable: 'another' };
const gone = { ...thisProcess(), pid: spawnSync(process.execPath, ['--version']).pid };

describe('the lock of a store', () => {
  test('is a private folder that says who holds it, and is gone when it is given back', async () => {
    const store = newStore();
    const lock = await StoreLock.acquire(store, TIMES);
    expect(JSON.parse(fs.readFileSync(join(lock.folder, 'owner.json'), 'utf8'))).toEqual(thisProcess());
    expect([modeOf(lock.folder), modeOf(join(lock.folder, 'owner.json'))]).toEqual([0o700, 0o600]);
    removeDiscardedFolder(lock.release());
    expect(tree(store)).toEqual([]);
  });

  test('is held by one at a time', async () => {
    const store = newStore();
    let holders = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const lock = await StoreLock.acquire(store, TIMES);
        most = Math.max(most, ++holders);
        await sleep(1);
        holders--;
        removeDiscardedFolder(lock.release());
      }),
    );
    expect(most).toBe(1);
    expect(tree(store)).toEqual([]);
  });

  test('is not waited for longer than patience allows, and the refusal names its holder', async () => {
    const store = newStore();
    leaveBehind(store, elsewhere);
    expect(await rejectionOf(StoreLock.acquire(store, { ...TIMES, patience: 0 }))).toMatchObject({
      code: 'BUSY_STORE',
      option: store,
      found: 'held by process 1 on elsewhere',
    });
    expect(tree(store)).toEqual(['lock', `lock/${NONCE}`, `lock/${NONCE}/owner.json`]);
  });

  (onLinux ? test : test.failing)('P05 is taken at once from a process of this machine that has ended', async () => {
    const store = newStore();
    leaveBehind(store, gone);
    const lock = await StoreLock.acquire(store, { ...TIMES, patience: 0 });
    expect(discardedFolders(store)).toEqual([join(store, `discarded.${NONCE}`)]);
    lock.release();
  });

  test('P05 is taken from a process elsewhere that has shown nothing for long, and not before', async () => {
    const store = newStore();
    leaveBehind(store, elsewhere);
    const start = performance.now();
    const lock = await StoreLock.acquire(store, { ...TIMES, quiet: 200 });
    expect(performance.now() - start).toBeGreaterThanOrEqual(200);
    lock.release();
  });

  test('is not taken from a process that shows that it is alive', async () => {
    const store = newStore();
    const lock = await StoreLock.acquire(store, TIMES);
    const attempt = StoreLock.acquire(store, { ...TIMES, quiet: 400, patience: 900 });
    expect((await rejectionOf(attempt)).code).toBe('BUSY_STORE');
    lock.publish('owner.json', join(store, 'still-held'));
    lock.release();
  });

  test('an owner that nobody can read is taken for a silent one', async () => {
    const store = newStore();
    fs.rmSync(join(leaveBehind(store, elsewhere), 'owner.json'));
    const lock = await StoreLock.acquire(store, { ...TIMES, quiet: 50 });
    expect(discardedFolders(store)).toHaveLength(1);
    lock.release();
  });

  test('P05 whoever has lost it can change nothing any more, and says so', async () => {
    const store = newStore();
    const late = await StoreLock.acquire(store, { ...TIMES, beat: 60_000 });
    await late.prepare([['list', 'of the late one']]);
    const next = await StoreLock.acquire(store, { ...TIMES, quiet: 0 });
    expect(refusalOf(() => late.publish('list', join(store, 'list'))).code).toBe('BUSY_STORE');
    expect((await rejectionOf(late.prepare([['other', 'x']]))).code).toBe('BUSY_STORE');
    await next.prepare([['list', 'of the next one']]);
    next.publish('list', join(store, 'list'));
    late.release();
    expect(fs.readFileSync(join(store, 'list'), 'utf8')).toBe('of the next one');
    await next.prepare([['list', 'of the next one still']]);
    next.release();
  });

  test.each(['notes.txt', '.DS_Store', 'zz'])(
    'F04 with a foreign file %s in it is refused, and the file stays',
    async (name) => {
      const store = newStore();
      leaveBehind(store, gone);
      fs.writeFileSync(join(store, 'lock', name), 'foreign');
      expect(await rejectionOf(StoreLock.acquire(store, TIMES))).toMatchObject({
        code: 'UNSAFE_STORE',
        found: name,
      });
      expect(fs.readFileSync(join(store, 'lock', name), 'utf8')).toBe('foreign');
      expect(fs.readdirSync(store)).toEqual(['lock']);
    },
  );

  test('F04 with nothing but a foreign file in it is refused, and the file stays', async () => {
    const store = newStore();
    fs.mkdirSync(join(store, 'lock'), { mode: 0o700 });
    fs.writeFileSync(join(store, 'lock', 'foreign'), '');
    const attempt = StoreLock.acquire(store, { ...TIMES, quiet: 0, patience: 0 });
    expect(await rejectionOf(attempt)).toMatchObject({ code: 'UNSAFE_STORE', found: 'foreign' });
    expect(tree(store)).toEqual(['lock', 'lock/foreign']);
  });

  test('F04 whose place a file has is refused, and the file stays', async () => {
    const store = newStore();
    fs.writeFileSync(join(store, 'lock'), 'foreign');
    expect((await rejectionOf(StoreLock.acquire(store, TIMES))).code).toBe('STORE_IO');
    expect(tree(store)).toEqual(['lock']);
  });
});

describe('what waiting processes left behind', () => {
  const abandoned = `lock.${NONCE}`;

  (onLinux ? test : test.failing)('is removed where they have ended', () => {
    const store = newStore();
    leaveBehind(store, gone, abandoned);
    removeAbandonedCandidates(store);
    expect(tree(store)).toEqual([]);
  });

  test('is removed after an hour where nobody knows', () => {
    const store = newStore();
    const owner = join(leaveBehind(store, elsewhere, abandoned), 'owner.json');
    fs.utimesSync(owner, new Date(), new Date(Date.now() - 3_500_000));
    removeAbandonedCandidates(store);
    expect(fs.existsSync(owner)).toBe(true);
    fs.utimesSync(owner, new Date(), new Date(Date.now() - 3_700_000));
    removeAbandonedCandidates(store);
    expect(tree(store)).toEqual([]);
  });

  test('is removed after an hour where they ended before they said who they are', () => {
    const store = newStore();
    fs.mkdirSync(join(store, abandoned));
    removeAbandonedCandidates(store);
    expect(tree(store)).toEqual([abandoned]);
    fs.utimesSync(join(store, abandoned), new Date(), new Date(Date.now() - 3_700_000));
    removeAbandonedCandidates(store);
    expect(tree(store)).toEqual([]);
  });

  test('F04 stays where a foreign file lies in it', () => {
    const store = newStore();
    const folder = leaveBehind(store, gone, abandoned);
    fs.writeFileSync(join(folder, 'foreign'), '');
    fs.mkdirSync(join(store, 'lock.other'));
    removeAbandonedCandidates(store);
    expect(tree(store)).toContain(`${abandoned}/${NONCE}/foreign`);
    expect(tree(store)).toContain('lock.other');
  });
});
