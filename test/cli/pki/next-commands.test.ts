import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { keyFileName, parseCertificate } from '../../../src/certificate-store/store-layout';
import { effects } from '../../../src/core/effects';
import { keysIn } from '../../certificate-store/folders';
import { LocalFolder, type Outcome, temporalAuth } from '../../support/local-program';
import { type Phase, phasePlan } from '../../support/phase-plan';

jest.setTimeout(240_000);
afterEach(() => jest.restoreAllMocks());

const DAY = 24 * 3600 * 1000;
const little = { internode: undefined, frontend: undefined };

/** Each command that an outcome names, as it stands there, read by a shell. */
function named({ out, err }: Outcome): string[][] {
  const commands = [...`${out}${err}`.matchAll(/npx temporal-auth (pki [^"\n]+)"/g)].map(([, words]) => words);
  return [...new Set(commands)].map((words) =>
    execFileSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1),
  );
}

/** Runs what a command names, and what that names, until nothing is named any more. @returns all that was run */
async function follow(args: readonly string[], steps = 6): Promise<{ readonly last: Outcome; readonly ran: string[] }> {
  const first = await temporalAuth(...args);
  const ran: string[] = [];
  let last = first;
  for (let step = 0; step < steps; step++) {
    const [next] = named(last);
    if (next === undefined) return { last, ran };
    last = await temporalAuth(...next);
    ran.push(`${next[1]} ${last.code}`);
    if (last.code === 0) last = await temporalAuth(...args);
  }
  throw new Error(`${args.join(' ')} names without end: ${ran.join(', ')}\n${last.out}${last.err}`);
}

describe('a command that is named next works as it is written, and in the end nothing is left to do', () => {
  let folder: LocalFolder;
  beforeEach(() => {
    folder = new LocalFolder({}, little);
  });
  const status = (plan: string) => ['pki', 'status', '--plan', plan];

  test('from an empty store, by flags with a name that a shell would read otherwise', async () => {
    const store = path.join(folder.folder, "Ann's store");
    const { last, ran } = await follow([
      'pki',
      'status',
      '--store',
      store,
      '--person',
      'ann',
      '--service',
      'orders/api',
    ]);
    expect([last.code, ran]).toEqual([0, ['init 0']]);
    expect((await follow(['pki', 'status', '--store', store, '--person', 'ann'])).ran).toEqual(['remove 0']);
  });

  test('with a passphrase, which each of them needs', async () => {
    const passphrase = path.join(folder.folder, 'passphrase');
    writeFileSync(passphrase, 'correct horse battery staple', { mode: 0o600 });
    const plan = folder.plan(({ pki }) => pki.addUiCertificate());
    const { last } = await follow([...status(plan), '--passphrase-file', passphrase]);
    expect(last.code).toBe(0);
    const more = folder.plan(({ pki }) => {
      pki.addUiCertificate();
      pki.addPersonCertificate('ann');
    });
    expect((await follow([...status(more), '--passphrase-file', passphrase])).ran).toEqual(['issue 0']);
  });

  test.each([
    ['leaves are due', 61],
    ['an intermediate is due', 1000],
    ['a root has ended', 4000],
  ])('after some time, when %s', async (_, days) => {
    const plan = await folder.made(({ pki }) => pki.addUiCertificate());
    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + days * DAY));
    expect((await follow(status(plan))).last.code).toBe(0);
  });

  test.each(['temporal-clients-root', 'temporal-clients-ca', 'temporal-ui'])(
    'where the key of %s is lost',
    async (id) => {
      const plan = await folder.made(({ pki }) => pki.addUiCertificate());
      const [pem] = new CertificateStore(folder.store).readCertificates().get(id) ?? [];
      rmSync(path.join(folder.store, 'keys', keyFileName(parseCertificate(pem as string, id))));
      const { last, ran } = await follow(['pki', 'verify', '--plan', plan]);
      expect([last.code, ran]).toEqual([0, ['renew 0']]);
      expect(keysIn(folder.store)).toHaveLength(3);
    },
  );

  test('of an export of what is behind, and of one that is not there', async () => {
    const plan = folder.plan(({ pki }) => pki.addUiCertificate());
    const output = path.join(folder.folder, 'push.sh');
    const { last, ran } = await follow(['pki', 'export', '--plan', plan, '--format', 'vault', '--output', output]);
    expect([last.code, ran, existsSync(output)]).toEqual([0, ['status 3', 'init 0'], true]);
    expect((await temporalAuth('pki', 'renew', 'temporal-u', '--plan', plan)).err).toMatch(
      /"npx temporal-auth pki status --plan/,
    );
  });

  test('of a rotation, from phase to phase', async () => {
    const record = path.join(folder.folder, 'rotation.json');
    const home = process.cwd();
    process.chdir(folder.folder); // where push.sh is written
    try {
      for (const phase of ['only(1)', 'introduce(2)', 'signWith(2)', 'only(2)'] as const satisfies Phase[]) {
        const plan = phasePlan(folder, phase, record);
        const { last } = await follow(status(plan));
        expect([phase, last.code]).toEqual([phase, 0]);
        if (phase === 'only(1)') continue;
        const back = phasePlan(folder, phase, record);
        const made = await temporalAuth('pki', 'rotate', '--plan', back);
        expect(made.out).not.toContain('TO DO');
      }
      expect(readFileSync(record, 'utf8')).toContain('"g2"');
    } finally {
      process.chdir(home);
    }
  });

  test('of a step of a rotation that waits, and of what it made', async () => {
    const record = path.join(folder.folder, 'rotation.json');
    await temporalAuth('pki', 'init', '--plan', phasePlan(folder, 'only(1)', record));
    const waiting = await temporalAuth('pki', 'rotate', '--plan', phasePlan(folder, 'introduce(2)', record));
    const [rotate] = named(waiting);
    const made = await temporalAuth(...rotate);
    expect(made.code).toBe(0);
    const [exported] = named(made);
    const home = process.cwd();
    process.chdir(folder.folder);
    try {
      expect((await temporalAuth(...exported)).code).toBe(0);
      expect(readFileSync('push.sh', 'utf8')).toContain('vault kv put');
    } finally {
      process.chdir(home);
    }
  });
});
