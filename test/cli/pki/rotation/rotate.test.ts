import fs, { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import * as lockOwner from '../../../../src/certificate-store/lock-owner';
import * as publicFile from '../../../../src/certificate-store/public-file';
import { StoreSession } from '../../../../src/certificate-store/store-session';
import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../../src/pki/authorities/issuer/issuer-trust';
import type { LocalAuthorityOptions } from '../../../../src/pki/authorities/local/local-authority-options';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../../../src/pki/mtls-pki';
import { AuthorityGeneration } from '../../../../src/pki/rotation/authority-generation';
import { readRecord } from '../../../../src/pki/rotation/record';
import { SecretStoreRef } from '../../../../src/secrets/secret-store-ref';
import { killedAt } from '../../../certificate-store/faults';
import { keysIn } from '../../../certificate-store/folders';
import { LocalFolder, type Outcome, writePlan } from '../../../support/local-program';
import { PHASES, type Phase, phasePlan } from '../../../support/phase-plan';
import { PkiProgram } from '../../../support/pki-program';
import { reducedTo } from '../../../support/reduced-to';

// Spied upon below: the exports of a copy can be replaced.
jest.mock('../../../../src/certificate-store/lock-owner', () => ({
  __esModule: true,
  ...jest.requireActual('../../../../src/certificate-store/lock-owner'),
}));
jest.mock('../../../../src/certificate-store/public-file', () => ({
  __esModule: true,
  ...jest.requireActual('../../../../src/certificate-store/public-file'),
}));

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const ROOT = 'temporal-clients-root';
const CA = 'temporal-clients-ca';
const FIRST = [ROOT, CA, 'temporal-ui'];
const BOTH = [...FIRST, `${ROOT}-g2`, `${CA}-g2`];
const SECOND = ['temporal-ui', `${ROOT}-g2`, `${CA}-g2`];

let folder: LocalFolder;
let record: string;
beforeEach(() => {
  folder = new LocalFolder({}, { internode: undefined, frontend: undefined });
  record = path.join(folder.folder, 'rotation.json');
});
afterEach(() => {
  jest.restoreAllMocks();
});

const plan = (phase: Phase) => phasePlan(folder, phase, record);
const rotate = (phase: Phase, ...args: string[]) => folder.pki(plan(phase), 'rotate', ...args);
const held = () => [...new CertificateStore(folder.store).readCertificates().keys()].sort();
const keys = () => keysIn(folder.store).length;
const recorded = () => readRecord(record).get('temporal/Pki')?.get('clients');
const trusted = () => recorded()?.trusted.join(' ');
/** A program that has never been rotated, and what its store holds. */
const begin = () => folder.pki(plan('only(1)'), 'init');

/** Goes through phases, each rolled out; the last outcome. */
async function through(...phases: Phase[]): Promise<Outcome> {
  let outcome = await begin();
  for (const phase of phases) outcome = await rotate(phase, '--rolled-out');
  return outcome;
}

describe('temporal-auth pki rotate', () => {
  test('P32 goes from one generation to the next in three steps, each of which verifies', async () => {
    await begin();
    for (const [phase, ids] of [
      ['introduce(2)', BOTH],
      ['signWith(2)', BOTH],
      ['only(2)', SECOND],
    ] as Array<[Phase, string[]]>) {
      const outcome = await rotate(phase, '--rolled-out');
      expect([phase, outcome.code, outcome.err]).toEqual([phase, 0, '']);
      expect([phase, held()]).toEqual([phase, [...ids].sort()]);
      expect(keys()).toBe(ids.length);
      expect(await folder.pki(plan(phase), 'verify')).toMatchObject({
        code: 0,
        out: `${ids.length} proven, 0 problems\n`,
      });
    }
    expect(recorded()).toMatchObject({ signer: 'g2', trusted: ['g2'] });
  });

  test('P32 refuses to skip a phase, names the one to declare first, and changes nothing', async () => {
    await begin();
    for (const phase of ['signWith(2)', 'only(2)'] as const) {
      const outcome = await rotate(phase, '--rolled-out');
      expect(outcome).toMatchObject({ code: 1, out: '' });
      expect(outcome.err).toMatch(
        /^\[UNSAFE_ROTATION\].*Declare first, and roll out: generation: AuthorityGeneration\.introduce\(2\)\./,
      );
    }
    expect([held(), fs.existsSync(record)]).toEqual([[...FIRST].sort(), false]);
    await rotate('introduce(2)', '--rolled-out');
    expect((await rotate('only(2)', '--rolled-out')).err).toContain(
      'Declare first, and roll out: generation: AuthorityGeneration.signWith(2).',
    );
    expect([trusted(), keys()]).toEqual(['g1 g2', 5]);
  });

  test('goes back as safely as forth, and takes along what it had introduced', async () => {
    await through('introduce(2)', 'signWith(2)', 'introduce(2)', 'only(1)');
    expect([held(), keys(), trusted()]).toEqual([[...FIRST].sort(), 3, 'g1']);
    expect((await folder.pki(plan('only(1)'), 'verify')).code).toBe(0);
  });

  test('does nothing until somebody says that the phase before has been rolled out, and says what that means', async () => {
    await begin();
    const outcome = await rotate('introduce(2)');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toMatch(/temporal\/Pki clients +only\(1\) -> introduce\(2\) +TO DO/);
    expect(outcome.out).toContain('temporal-auth pki rotate --rolled-out');
    expect([held(), fs.existsSync(record)]).toEqual([[...FIRST].sort(), false]);
  });

  test('says what is to be done next, in the program and with what it made', async () => {
    const { out } = await through('introduce(2)');
    expect(out).toMatch(
      /temporal\/Pki clients +only\(1\) -> introduce\(2\) +recorded now +once rolled out everywhere: generation: AuthorityGeneration\.signWith\(2\)/,
    );
    expect(out).toMatch(/temporal-clients-root-g2 +root +issued/);
    expect(out).toContain(`Recorded in ${record}: commit it.`);
    expect(out).toContain('temporal-auth pki export');
    expect((await rotate('signWith(2)', '--rolled-out')).out).toContain('temporal-auth pki export');
    expect((await rotate('signWith(2)')).out).not.toContain('done');
    const last = await rotate('only(2)', '--rolled-out');
    expect(last.out).toContain('temporal-auth pki export');
    expect(last.out).toContain('With that the rotation of temporal/Pki clients is done, and nothing is left to do.\n');
    expect(last.out).toMatch(
      /temporal\/Pki clients +signWith\(2\) -> only\(2\) +recorded now +nothing to do; to replace it/,
    );
    expect((await rotate('only(2)')).out).toMatch(/\nNothing to do: no rotation is under way\.\n$/);
    expect(last.out).toContain('temporal-clients-root is removed: its authority is retired');
  });

  test('issues anew what another authority signs now, without a word of an error', async () => {
    await through('introduce(2)');
    const waiting = await folder.pki(plan('signWith(2)'), 'status');
    expect(waiting.out).toMatch(/temporal-ui +leaf +TO DO +\S+ +to be signed by temporal-clients-ca-g2; once /);
    const made = await rotate('signWith(2)', '--rolled-out');
    expect(made.out).toMatch(/temporal-ui +leaf +issued +\S+ +to be signed by temporal-clients-ca-g2\n/);
    expect(waiting.out + made.out).not.toMatch(/INVALID|MISMATCH/);
  });

  test('where nothing is to be rotated says how to go on, and changes nothing', async () => {
    await through('introduce(2)');
    const before = readFileSync(record, 'utf8');
    const outcome = await rotate('introduce(2)');
    expect(outcome.code).toBe(0);
    expect(outcome.out).toMatch(
      /temporal\/Pki clients +introduce\(2\) +good, as recorded +once rolled out everywhere: generation: AuthorityGeneration\.signWith\(2\)/,
    );
    expect(outcome.out).toContain(
      'Nothing to do yet. Once this phase of temporal/Pki clients is rolled out everywhere',
    );
    expect(readFileSync(record, 'utf8')).toBe(before);
  });

  test('where nothing is to be rotated makes nothing that a store lacks, and names the command that does', async () => {
    await begin();
    rmSync(folder.store, { recursive: true });
    const outcome = await rotate('only(1)', '--rolled-out');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toMatch(/temporal-clients-root +root +TO DO +- +missing; run "npx temporal-auth pki init /);
    expect(fs.existsSync(folder.store)).toBe(false);
  });

  test('--dry-run says what it would do, and does none of it', async () => {
    await through('introduce(2)', 'signWith(2)');
    const outcome = await rotate('only(2)', '--dry-run');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toMatch(/signWith\(2\) -> only\(2\) +would be recorded/);
    expect(outcome.out).toContain('temporal-clients-ca would be removed');
    expect([held(), trusted()]).toEqual([[...BOTH].sort(), 'g1 g2']);
    expect((await rotate('signWith(2)', '--dry-run')).code).toBe(0);
  });

  test('--json tells machines the same', async () => {
    await through('introduce(2)');
    const { out } = await rotate('signWith(2)', '--rolled-out', '--json');
    const { steps, certificates, removed, records } = JSON.parse(out);
    expect(steps).toContainEqual({
      pki: 'temporal/Pki',
      authority: 'clients',
      recorded: 'generation: AuthorityGeneration.introduce(2)',
      declared: 'generation: AuthorityGeneration.signWith(2)',
      outcome: 'made',
      next: 'generation: AuthorityGeneration.only(2)',
      underWay: true,
      exported: true,
    });
    expect(certificates).toContainEqual(expect.objectContaining({ id: 'temporal-ui', action: 'issue' }));
    expect([removed, records]).toEqual([[], [record]]);
  });

  test('needs a record that the program names', async () => {
    await begin();
    const outcome = await folder.pki(phasePlan(folder, 'introduce(2)'), 'rotate', '--rolled-out');
    expect(outcome).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^\[UNRECORDED_ROTATION\].*Give rotationRecord/),
    });
    expect(held()).toHaveLength(3);
  });

  test('refuses to record over what another run has recorded meanwhile', async () => {
    await begin();
    jest.spyOn(CertificateStore.prototype, 'change').mockImplementationOnce(async function (
      this: CertificateStore,
      ...args
    ) {
      writeFileSync(record, '{"format":1,"authorities":{}}');
      jest.restoreAllMocks();
      return this.change(...args);
    });
    const outcome = await rotate('introduce(2)', '--rolled-out');
    expect(outcome).toMatchObject({ code: 1, err: expect.stringMatching(/^\[INVALID_ROTATION_RECORD\]/) });
    expect((await rotate('introduce(2)', '--rolled-out')).code).toBe(0);
  });

  test('does not record a phase whose authority is there and not as declared', async () => {
    await begin();
    await folder.pki(
      phasePlan(folder, 'introduce(2)', `${record}.other`, { organization: 'Another name' }),
      'rotate',
      '--rolled-out',
    );
    const outcome = await rotate('introduce(2)', '--rolled-out');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toContain('Nothing is recorded');
    expect(outcome.out).toMatch(/temporal-clients-root-g2 +root +TO DO/);
    expect(fs.existsSync(record)).toBe(false);
  });
});

describe('temporal-auth pki rotate below a root', () => {
  test.each<[string, Partial<LocalAuthorityOptions>]>([
    ['as it was', {}],
    ['limited to some names', { permittedNames: { uriDomains: ['cluster.local'] } }],
  ])(
    'removes an intermediate that another one has followed, %s; nothing is to be recorded of it',
    async (_, changed) => {
      const { introduce, signWith, only } = AuthorityGeneration;
      const of = (generation: AuthorityGeneration) =>
        phasePlan(folder, 'only(1)', undefined, { intermediateGeneration: generation, ...changed });
      await begin();
      expect((await folder.pki(of(introduce(2)), 'init')).code).toBe(0);
      expect((await folder.pki(of(signWith(2)), 'issue')).code).toBe(0);
      expect((await folder.pki(of(only(2)), 'rotate')).out).toContain(`${CA} is removed: its authority is retired`);
      expect([held(), keys()]).toEqual([[ROOT, `${CA}-i2`, 'temporal-ui'].sort(), 3]);
      expect((await folder.pki(of(only(2)), 'verify')).code).toBe(0);
    },
  );

  test('status names what is left of a retired authority, and the command that removes it', async () => {
    await through('introduce(2)', 'signWith(2)');
    const others = jest.spyOn(StoreSession.prototype, 'remove').mockResolvedValue(undefined);
    await rotate('only(2)', '--rolled-out');
    others.mockRestore();
    const outcome = await folder.pki(plan('only(2)'), 'status');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toContain(`${ROOT} is of a retired authority; run "npx temporal-auth pki rotate --plan `);
    expect(await folder.pki(plan('only(2)'), 'verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining(' proven, 0 problems'),
    });

    // Not while something is missing that may have to be issued by hand first.
    await new CertificateStore(folder.store).change((session) => session.remove(['temporal-ui']));
    expect((await rotate('only(2)')).code).toBe(3);
    expect(held()).toContain(ROOT);
    await folder.pki(plan('only(2)'), 'issue');
    expect((await rotate('only(2)')).code).toBe(0);
    expect((await folder.pki(plan('only(2)'), 'status')).code).toBe(0);
  });

  test('leaves a later generation alone that no step drops: an older program destroys no key of the present one', async () => {
    await through('introduce(2)');
    const list = path.join(folder.store, 'certificates.json');
    writeFileSync(list, readFileSync(list, 'utf8').replaceAll('-g2"', '-g3"'));
    rmSync(record);
    await rotate('only(1)', '--rolled-out');
    await rotate('introduce(2)', '--rolled-out');
    expect([held(), keys()]).toEqual([[...BOTH, `${ROOT}-g3`, `${CA}-g3`].sort(), 7]);
  });

  test('removes from the store of one PKI nothing for a step of another', async () => {
    const stores = ['one', 'other'].map((name) => path.join(folder.folder, name));
    const records = stores.map((store) => `${store}.json`);
    const both = (...phases: Phase[]) => {
      const file = path.join(folder.folder, `plan-of-both-${phases.join()}.json`);
      writePlan(file, () => {
        const app = new App();
        for (const [index, phase] of phases.entries()) {
          const [store, secretStore] = [stores[index], SecretStoreRef.store('vault')];
          const clients = CertificateAuthority.local({ store, secretStore, generation: PHASES[phase] });
          const chart = new Chart(app, `chart-${index}`, { namespace: `namespace-${index}` });
          new MtlsPki(chart, 'Pki', { clients, rotationRecord: records[index] });
        }
        app.synth();
      });
      return file;
    };
    await folder.pki(both('introduce(2)', 'introduce(2)'), 'rotate', '--rolled-out');
    rmSync(records[1]); // so that there is no step
    await folder.pki(both('only(1)', 'only(1)'), 'rotate', '--rolled-out');
    expect(stores.map((store) => new CertificateStore(store).readCertificates().size)).toEqual([2, 4]);
  });

  test('P32 goes from one shared root to another, and removes the old one with the last of what it signed', async () => {
    const [root, nextRoot] = ['old', 'new'].map((name) => new SharedRoot({ name }));
    const of = (phase: Phase, options: Partial<LocalAuthorityOptions>) => phasePlan(folder, phase, record, options);
    await folder.pki(of('only(1)', { root }), 'init');
    for (const phase of ['introduce(2)', 'signWith(2)'] as const) {
      expect((await folder.pki(of(phase, { root, nextRoot }), 'rotate', '--rolled-out')).code).toBe(0);
    }
    expect((await folder.pki(of('only(2)', { root: nextRoot }), 'rotate', '--rolled-out')).code).toBe(0);
    expect([held(), keys()]).toEqual([['temporal-clients-ca-g2', 'temporal-new-root', 'temporal-ui'], 3]);
  });
});

describe('P32 other commands, in a phase that is not recorded,', () => {
  test.each([['init'], ['issue'], ['renew', 'temporal-ui'], ['export', '--format', 'json', '--unsafe-print-keys']])(
    'refuse: %s %s',
    async (...command) => {
      await through('introduce(2)');
      const before = readFileSync(path.join(folder.store, 'certificates.json'));
      const outcome = await folder.pki(plan('signWith(2)'), ...command);
      expect(outcome).toMatchObject({ code: 1, out: '' });
      expect(outcome.err).toMatch(/^\[UNRECORDED_ROTATION\].*temporal-auth pki rotate/);
      expect((await folder.pki(plan('only(2)'), ...command)).err).toMatch(/^\[UNSAFE_ROTATION\]/);
      expect(readFileSync(path.join(folder.store, 'certificates.json')).equals(before)).toBe(true);
      expect((await folder.pki(plan('introduce(2)'), ...command)).code).toBe(0);
    },
  );

  test('show it: status', async () => {
    await through('introduce(2)');
    const outcome = await folder.pki(plan('signWith(2)'), 'status');
    expect(outcome.code).toBe(3);
    // The commands above would be refused.
    expect(new Set(outcome.out.match(/run "npx temporal-auth pki \w+ [-\w]+/g))).toEqual(
      new Set(['run "npx temporal-auth pki rotate --rolled-out']),
    );
    expect(outcome.out).toMatch(/temporal\/Pki clients +introduce\(2\) -> signWith\(2\) +TO DO/);
    expect(outcome.out).toContain('[UNRECORDED_ROTATION]');
    expect((await folder.pki(plan('introduce(2)'), 'status')).code).toBe(0);
    const { rotations } = JSON.parse((await folder.pki(plan('introduce(2)'), 'status', '--json')).out);
    expect(rotations).toContainEqual(expect.objectContaining({ authority: 'clients', outcome: 'recorded' }));
  });
});

describe('P32 export', () => {
  test('gives each Secret all roots that are trusted, the one that its certificate leads to first', async () => {
    const pem = (id: string) => new CertificateStore(folder.store).readCertificates().get(id)?.[0];
    await begin();
    for (const [phase, roots] of [
      ['introduce(2)', [ROOT, `${ROOT}-g2`]],
      ['signWith(2)', [`${ROOT}-g2`, ROOT]],
      ['only(2)', [`${ROOT}-g2`]],
    ] as Array<[Phase, string[]]>) {
      await rotate(phase, '--rolled-out');
      const { out } = await folder.pki(plan(phase), 'export', '--format', 'json', '--unsafe-print-keys');
      expect(JSON.parse(out)['temporal/temporal-ui']['ca.crt']).toBe(roots.map(pem).join(''));
    }
  });
});

describe('P32 a rotation that ends in the middle', () => {
  const failing: ReadonlyArray<[string, () => void]> = [
    ['what is made', () => jest.spyOn(StoreSession.prototype, 'replace').mockRejectedValueOnce(new Error('ended'))],
    ['what is removed', () => jest.spyOn(StoreSession.prototype, 'remove').mockRejectedValueOnce(new Error('ended'))],
    ['the record', () => jest.spyOn(publicFile, 'replacePublicFile').mockRejectedValueOnce(new Error('ended'))],
  ];

  test.each(failing)('before %s is whole, and goes on when it runs again', async (what, fail) => {
    await begin();
    for (const phase of ['introduce(2)', 'signWith(2)', 'only(2)'] as const) {
      fail();
      const ended = await rotate(phase, '--rolled-out');
      const reaches = what === 'the record' || (what === 'what is removed') === (phase === 'only(2)');
      expect([what, phase, ended.code]).toEqual([what, phase, reaches ? 1 : 0]);
      jest.restoreAllMocks();
      expect((await rotate(phase, '--rolled-out')).code).toBe(0);
      expect((await folder.pki(plan(phase), 'status')).code).toBe(0);
    }
    expect([held(), keys(), trusted()]).toEqual([[...SECOND].sort(), 3, 'g2']);
  });

  test('by a kill at any call of the file system, goes on when it runs again, and leaves nothing over', async () => {
    // The killed process is this very one, so its lock would be taken for that of a living one.
    jest.spyOn(lockOwner, 'isKnownToBeGone').mockReturnValue(true);
    await through('introduce(2)', 'signWith(2)');
    const copy = path.join(folder.folder, 'copy');
    fs.cpSync(folder.store, path.join(copy, 'pki'), { recursive: true });
    fs.cpSync(record, path.join(copy, 'rotation.json'));
    const last = plan('only(2)');
    const states = new Set<string>();
    for (let n = 1; ; n += reducedTo(23, 1)) {
      rmSync(folder.store, { recursive: true });
      fs.cpSync(path.join(copy, 'pki'), folder.store, { recursive: true });
      fs.cpSync(path.join(copy, 'rotation.json'), record);
      if (!(await killedAt(n, () => folder.pki(last, 'rotate', '--rolled-out')))) break;
      states.add(`${held().length} ${trusted()}`);
      expect([n, (await folder.pki(last, 'rotate', '--rolled-out')).code]).toEqual([n, 0]);
      expect([held(), keys(), trusted()]).toEqual([[...SECOND].sort(), 3, 'g2']);
      expect(readdirSync(folder.folder).filter((name) => name.startsWith('rotation'))).toEqual(['rotation.json']);
    }
    expect([...states].slice(0, 2)).toEqual(['5 g1 g2', '3 g1 g2']);
  });
});

describe('temporal-auth pki rotate for a program of cert-manager', () => {
  let files = 0;
  const program = (generation: AuthorityGeneration) => {
    const file = path.join(folder.folder, `plan-of-cert-manager-${files++}.json`);
    const clients = CertificateAuthority.selfSigned({ generation });
    writePlan(file, () => new PkiProgram({ clients, rotationRecord: record }).app.synth());
    return file;
  };

  test('P32 records each phase, and synthesis then accepts it; there is no store to make anything in', async () => {
    const { introduce, signWith, only } = AuthorityGeneration;
    for (const generation of [introduce(2), signWith(2), only(2), introduce(3)]) {
      const { problems } = new PkiProgram({
        clients: CertificateAuthority.selfSigned({ generation }),
        rotationRecord: record,
      });
      expect(problems).toEqual([expect.stringContaining('[UNRECORDED_ROTATION]')]);
      const outcome = await folder.pki(program(generation), 'rotate', '--rolled-out');
      expect([outcome.code, outcome.err]).toEqual([0, '']);
      const { problems: none } = new PkiProgram({
        clients: CertificateAuthority.selfSigned({ generation }),
        rotationRecord: record,
      });
      expect(none).toEqual([]);
      expect((await folder.pki(program(generation), 'status')).out).toMatch(
        /temporal\/Pki clients +\S+ +good, as recorded/,
      );
    }
    expect(trusted()).toBe('g2 g3');
  });

  test('records the shared root that callers verify the frontend by, also of a phase that was recorded without it', async () => {
    const [root, other] = ['company', 'other'].map((name) => new SharedRoot({ name }));
    const rotateBelow = async (shared: SharedRoot) => {
      const file = path.join(folder.folder, `plan-of-cert-manager-${files++}.json`);
      const frontend = CertificateAuthority.selfSigned({ root: shared });
      writePlan(file, () => new PkiProgram({ frontend, rotationRecord: record }).app.synth());
      return (await folder.pki(file, 'rotate', '--rolled-out')).err;
    };
    const recordedRoots = () => readRecord(record).get('temporal/Pki')?.get('frontend')?.roots;
    expect(await rotateBelow(root)).toBe('');
    expect(recordedRoots()).toEqual({ g1: 'company' });

    const { authorities, ...rest } = JSON.parse(readFileSync(record, 'utf8'));
    authorities['temporal/Pki'].frontend.roots = undefined;
    writeFileSync(record, JSON.stringify({ ...rest, authorities }));
    expect(recordedRoots()).toBeUndefined();
    expect(await rotateBelow(root)).toBe('');
    expect(recordedRoots()).toEqual({ g1: 'company' });

    expect(await rotateBelow(other)).toMatch(/^\[UNSAFE_ROTATION\]/);
    expect(recordedRoots()).toEqual({ g1: 'company' });
  });

  test('P32 a certificate of the user follows another only while both are trusted', async () => {
    const trusting = (...names: string[]) =>
      IssuerTrust.caCertificates(names.map((name) => TrustRef.configMap(name, 'ca.crt')));
    const rotateTo = async (issuer: string, ...names: string[]) => {
      const file = path.join(folder.folder, `plan-of-cert-manager-${files++}.json`);
      const clients = CertificateAuthority.issuer(issuer, { trust: trusting(...names) });
      writePlan(file, () => new PkiProgram({ clients, rotationRecord: record }).app.synth());
      return (await folder.pki(file, 'rotate', '--rolled-out')).err;
    };
    expect(await rotateTo('old', 'a')).toBe('');
    expect(await rotateTo('new', 'b')).toMatch(
      /^\[UNSAFE_ROTATION\].*Declare first, and roll out: signed by "ConfigMap a ca\.crt", trusting also "ConfigMap b ca\.crt"\./,
    );
    expect(await rotateTo('old', 'a', 'b')).toBe('');
    expect(await rotateTo('new', 'b', 'a')).toBe('');
    expect(await rotateTo('new', 'b')).toBe('');
  });
});
