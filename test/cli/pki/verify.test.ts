import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { effects } from '../../../src/core/effects';
import { issueRoot, NOW, root } from '../../gen/certificates';
import { IssuedObjects } from '../../gen/issued-objects';
import { completeProgram } from '../../gen/program';
import { temporalAuth, writePlan } from '../../support/local-program';

const folder = mkdtempSync(path.join(tmpdir(), 'verify-'));
const plan = path.join(folder, 'plan.json');
const directory = path.join(folder, 'objects');
const file = (object: string, key: string) => path.join(directory, 'temporal', object, key);
const write = (object: string, key: string, text: string) => {
  mkdirSync(path.dirname(file(object, key)), { recursive: true });
  writeFileSync(file(object, key), text);
};
const verify = (...args: string[]) => temporalAuth('pki', 'verify', '--plan', plan, ...args);

let objects: IssuedObjects;
beforeAll(async () => {
  jest.spyOn(effects, 'warn').mockReturnValue(undefined);
  const { app, auth } = completeProgram();
  writePlan(plan, () => app.synth());
  objects = await IssuedObjects.of(auth.pki._toModel());
});
beforeEach(async () => {
  jest.spyOn(effects, 'now').mockReturnValue(NOW);
  for (const [key, text] of objects.texts) {
    const [, name, of] = key.split(' ');
    write(name.replace('temporal/', ''), of, text);
  }
  write('temporal-secrets', 'database-ca.crt', (await issueRoot(root(), NOW)).certificate.pem);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(directory, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('temporal-auth pki verify --directory', () => {
  test('proves each edge of a program without a certificate store, its database too', async () => {
    const { code, out, err } = await verify('--directory', directory);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^EDGE +OPENED BY +STATE +WHY\n/);
    expect(out).toMatch(/frontend → internal-frontend and 44 more +internode +proven\n/);
    expect(out).toMatch(/frontend → database and 4 more +database +proven\n/);
    expect(out).toMatch(/\n58 edges proven, 0 broken\n$/);
  });

  test('names both ends of what is broken, and the Secret, and exits with 3', async () => {
    rmSync(file('temporal-payments-worker', 'tls.crt'));
    const { code, out } = await verify('--directory', directory);
    expect(code).toBe(3);
    expect(out).toMatch(/payments-worker → frontend +clients +BROKEN +MISSING_OBJECT\n/);
    expect(out).toContain('payments-worker → frontend: Secret temporal/temporal-payments-worker tls.crt');
    expect(out).toMatch(/\n57 edges proven, 1 broken\n$/);
  });

  test('tells machines of every edge', async () => {
    rmSync(file('temporal-ui', 'tls.crt'));
    const edges = JSON.parse((await verify('--directory', directory, '--json')).out);
    expect(edges).toHaveLength(58);
    expect(edges.filter(({ proven }: { proven: boolean }) => !proven)).toEqual([
      {
        caller: 'ui',
        callee: 'frontend',
        purpose: 'clients',
        proven: false,
        problems: [expect.objectContaining({ code: 'MISSING_OBJECT' })],
      },
    ]);
  });

  test('P01 refuses a folder in which a private key stands in the place of a certificate, and does not show it', async () => {
    write('temporal-ui', 'tls.crt', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n');
    const { code, out, err } = await verify('--directory', directory);
    expect([code, out, err.includes('MIIB')]).toEqual([1, '', false]);
    expect(err).toContain('[INVALID_VALUE] Secret temporal/temporal-ui tls.crt');
  });

  test('is not understood beside a cluster', async () => {
    for (const option of ['--kubectl', '--context=x', '--kubeconfig=x']) {
      expect((await verify('--directory', directory, option)).code).toBe(2);
    }
  });
});

describe('temporal-auth pki verify', () => {
  test('without a store says which options prove edges', async () => {
    const { code, err } = await verify();
    expect(code).toBe(1);
    expect(err).toMatch(/\[NO_PLAN\].*--kubectl or --directory/);
  });

  test('of a cluster and without an MtlsPki is refused', async () => {
    const empty = path.join(folder, 'empty.json');
    writeFileSync(empty, JSON.stringify({ ...JSON.parse(readFileSync(plan, 'utf8')), edges: [] }));
    const { code, err } = await temporalAuth('pki', 'verify', '--plan', empty, '--directory', directory);
    expect([code, err.includes('[NO_PLAN]')]).toEqual([1, true]);
  });
});
