import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reducedTo } from '../../test/support/reduced-to';
import { report, seededRandom } from '../harness/campaign';
import { testFolder } from '../harness/test-folder';
import type { StoreAtRest } from './requests';
import { StoreUser } from './store-user';

const KILLS = reducedTo(20, 200);
const RACES = reducedTo(1, 5);
const RACERS = 20;
const CAMPAIGN_TIMEOUT = reducedTo(120_000, 900_000);
/** A first run writes for a few milliseconds, and is to be hit while it does. */
const LONGEST_LIFE_MILLISECONDS = { firstRun: 20, renewal: 100 };
const IDS = ['clients/root', 'clients/ui', 'clients/worker'];

let user: StoreUser;
let stores = 0;

beforeAll(() => {
  const folder = testFolder('certificate-store');
  user = new StoreUser(folder);
});

/** A path for a store of the user's. */
function newStore(): string {
  return join(user.newFolder(join('stores', String(++stores))), 'pki');
}

/** What must hold of a store that nobody is changing: one key a certificate, nothing else, and nothing open to others. */
function expectWhole({ certificates, modes }: StoreAtRest): void {
  const keys = Object.keys(modes).filter((name) => name.startsWith('keys/') && name !== 'keys/.gitignore');
  const others = Object.keys(modes).filter((name) => !name.startsWith('keys/') && !/^lock\../.test(name));
  expect(others).toEqual(['', 'certificates.json', 'keys']);
  expect(modes).toHaveProperty(['keys/.gitignore']);
  expect(keys).toHaveLength(Object.keys(certificates).length);
  for (const [name, mode] of Object.entries(modes)) {
    expect([name, mode]).toEqual([
      name,
      name === '' || name === 'keys' || /^lock\.[^/]+(\/[^/]+)?$/.test(name) ? '700' : '600',
    ]);
  }
  // Somebody who is killed while waiting for the lock has no key yet.
  expect(Object.keys(modes).filter((name) => /^lock\..*\.key$/.test(name))).toEqual([]);
}

describe('a store on a real disk, of a user without rights', () => {
  test(
    `P03 P04 is whole after each of ${KILLS} kills at random moments, and goes on at once`,
    async () => {
      const random = seededRandom('kills of the certificate store');
      const at = { rest: 0, lock: 0, prepared: 0, published: 0, first: 0 };
      let store = newStore();
      let renewals = 0;
      let last = '';
      for (let kill = 0; kill < KILLS; kill++) {
        const isFirstRun = kill % 4 === 0;
        if (isFirstRun) store = newStore();
        const writer = user.start({ store, task: 'renew-for-ever' });
        const [before, after] = await writer.saying(2);
        expect(before.state?.certificates).toEqual(after.state?.certificates);
        const held = after.state as StoreAtRest;
        expect([[], IDS, IDS.slice(0, 2)]).toContainEqual(Object.keys(held.certificates));
        if (Object.keys(held.certificates).length > 0) expectWhole(held);
        if (JSON.stringify(held.certificates) !== last) renewals++;
        last = JSON.stringify(held.certificates);
        await sleep(random() * LONGEST_LIFE_MILLISECONDS[isFirstRun ? 'firstRun' : 'renewal']);
        await writer.kill();
        at[momentOf(store)]++;
      }
      const { state } = await user.run({ store, task: 'renew' });
      expectWhole(state as StoreAtRest);
      expect(Object.keys((state as StoreAtRest).certificates)).toEqual(IDS);
      expect(user.strayFiles()).toEqual([]);
      expect(at.lock + at.prepared + at.published).toBeGreaterThan(KILLS / 4);
      expect(renewals).toBeGreaterThan(KILLS / 4);
      report('kills of the certificate store', `${KILLS}; ${JSON.stringify(at)}; ${renewals} states seen`);
    },
    CAMPAIGN_TIMEOUT,
  );

  test(
    `P05 of ${RACERS} first runs at once one makes the authority, in each of ${RACES * 2} races`,
    async () => {
      for (let race = 0; race < RACES * 2; race++) {
        const store = newStore();
        if (race % 2 === 1) await leaveKilledHolder(store);
        const go = join(user.home, `go-${race}`);
        const racers = Array.from({ length: RACERS }, () => user.start({ store, task: 'first-run', go }));
        await Promise.all(racers.map((racer) => racer.saying(1)));
        writeFileSync(go, '');
        const outcomes = (await Promise.all(racers.map((racer) => racer.end()))).map((said) => said[1]);
        expect(outcomes.filter(({ made }) => made)).toHaveLength(1);
        const authorities = new Set(outcomes.map(({ seen }) => JSON.stringify(seen)));
        expect(authorities.size).toBe(1);
        expectWhole((await user.run({ store, task: 'look' })).state as StoreAtRest);
        rmSync(go);
      }
      report('races of the certificate store', `${RACES * 2} of ${RACERS} processes, 1 authority each`);
    },
    CAMPAIGN_TIMEOUT,
  );

  test.each(['000', '022', '077'])(
    'P02 has its modes under umask %s, over files that anybody may write',
    async (octal) => {
      const umask = Number.parseInt(octal, 8);
      const store = newStore();
      await user.run({ store, task: 'renew', umask });
      const opened = ['certificates.json', ...readdirSync(join(store, 'keys')).map((name) => `keys/${name}`)];
      for (const name of opened) chmodSync(join(store, name), 0o666);
      expect((await user.run({ store, task: 'look' })).refused).toBe('UNSAFE_STORE mode 0666');
      const { state } = await user.run({ store, task: 'renew', umask });
      // It has written this once, and leaves it alone.
      expectWhole({ ...(state as StoreAtRest), modes: { ...state?.modes, 'keys/.gitignore': '600' } });
      expect(state?.modes['keys/.gitignore']).toBe('666');
    },
  );

  test('P02 F04 of another user is refused, though the superuser could read it', async () => {
    const store = newStore();
    mkdirSync(store, { mode: 0o700 }); // of root
    expect((await user.run({ store, task: 'renew' })).refused).toMatch(/^UNSAFE_STORE of user 0/);
    expect(readdirSync(store)).toEqual([]);
  });

  test('P04 on a full disk says so, is as it was, and goes on when there is room', async () => {
    const page = 4096;
    const disk = user.mountSmall('stores/small', 40 * page);
    const store = join(disk, 'pki');
    const { state } = await user.run({ store, task: 'renew' });
    const filler = join(disk, 'filler');
    fill(filler);
    const fullSize = readFileSync(filler).length;
    const outcomes = { refused: 0, done: 0 };
    let held = state as StoreAtRest;
    for (let free = 0; outcomes.done === 0; free++) {
      truncateSync(filler, fullSize - free * page);
      const { refused, state: after } = await user.run({ store, task: 'renew' });
      if (refused === undefined) {
        outcomes.done++;
        held = after as StoreAtRest;
      } else {
        outcomes.refused++;
        expect(refused).toMatch(/^STORE_IO .*ENOSPC/);
        expect((await user.run({ store, task: 'look' })).state).toEqual(held);
      }
    }
    expectWhole(held);
    expect(outcomes.refused).toBeGreaterThanOrEqual(4);
    report('full disks of the certificate store', `${outcomes.refused} sizes too small, each refused`);
  });
});

/** Where a writer was when it was killed, as its folder shows. */
function momentOf(store: string): 'first' | 'rest' | 'lock' | 'prepared' | 'published' {
  if (!existsSync(join(store, 'certificates.json'))) return 'first';
  const [nonce] = existsSync(join(store, 'lock')) ? readdirSync(join(store, 'lock')) : [];
  if (nonce === undefined) return 'rest';
  const names = readdirSync(join(store, 'lock', nonce));
  if (!names.includes('touched-keys.json')) return 'lock';
  return names.some((name) => name.endsWith('.key')) ? 'prepared' : 'published';
}

/** A process that was killed while it held the lock of a store that has no authority yet. */
async function leaveKilledHolder(store: string): Promise<void> {
  const holder = user.start({ store, task: 'hold' });
  await holder.saying(1);
  await holder.kill();
  expect([existsSync(join(store, 'lock')), existsSync(join(store, 'certificates.json'))]).toEqual([true, false]);
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
