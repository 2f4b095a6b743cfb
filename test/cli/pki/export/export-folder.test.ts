import { X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { modeOf } from '../../../certificate-store/folders';
import { type Declare, LocalFolder, type Outcome, temporalAuth } from '../../../support/local-program';

jest.setTimeout(120_000);

const SERVICE = 'temporal-frontend.temporal.svc.cluster.local';
const PUBLIC = { frontendDnsNames: ['temporal.example.com', '*.ingress.example.com'] };
const people: Declare = ({ pki }) => {
  pki.addPersonCertificate('admin');
  pki.addServiceCertificate('ci');
  pki.addDatabaseClientCertificate({ user: 'temporal' });
};

let folder: LocalFolder;
let plan: string;
let exports = 0;
beforeAll(async () => {
  folder = new LocalFolder();
  plan = await folder.made(people, { ...PUBLIC, database: folder.local });
});

const newFolder = () => path.join(folder.folder, `person-${exports++}`);
const exportTo = (output: string, ...args: string[]): Promise<Outcome> =>
  folder.pki(plan, 'export', '--format', 'files', '--output', output, ...args);
const ADMIN = ['--only', 'temporal-admin', '--address', 'temporal.example.com:443'];

/** What an SDK takes from the folder, whatever folder it runs in. */
function connection(output: string, TEMPORAL_PROFILE?: string) {
  const TEMPORAL_CONFIG_FILE = path.join(output, 'temporal.toml');
  return loadClientConnectConfig({
    configFileStrict: true,
    overrideEnvVars: { TEMPORAL_CONFIG_FILE, ...(TEMPORAL_PROFILE && { TEMPORAL_PROFILE }) },
  });
}

const storedRoot = (purpose: string) =>
  new CertificateStore(folder.store).readCertificates().get(`temporal-${purpose}-root`)?.[0];

describe('the folder of somebody outside the cluster', () => {
  test('holds certificate, key, what verifies the frontend and a profile, for its owner alone and for no version control', async () => {
    const output = newFolder();
    const umask = process.umask(0);
    const { code, out, err } = await exportTo(output, ...ADMIN);
    process.umask(umask);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain(`TEMPORAL_CONFIG_FILE=${output}/temporal.toml`);
    expect(readdirSync(output).sort()).toEqual(['.gitignore', 'ca.crt', 'temporal.toml', 'tls.crt', 'tls.key']);
    expect(modeOf(output)).toBe(0o700);
    for (const name of readdirSync(output)) expect([name, modeOf(path.join(output, name))]).toEqual([name, 0o600]);
    const text = (name: string) => readFileSync(path.join(output, name), 'utf8');
    expect(text('.gitignore')).toBe('*\n');
    expect(text('ca.crt')).toBe(storedRoot('frontend')); // that of clients, which its own Secret has, verifies nothing here
    expect(new X509Certificate(text('tls.crt')).subject).toContain('CN=admin');
    expect(err).not.toContain('PRIVATE KEY');
  });

  test('names all that an SDK needs in its profile, from whatever folder it runs in', async () => {
    const output = newFolder();
    await exportTo(output, ...ADMIN, '--temporal-namespace', 'payments');
    const { connectionOptions, namespace } = connection(output);
    expect([connectionOptions.address, namespace]).toEqual(['temporal.example.com:443', 'payments']);
    const { clientCertPair, serverNameOverride, serverRootCACertificate } = connectionOptions.tls as {
      clientCertPair: { crt: Buffer; key: Buffer };
      serverNameOverride: string;
      serverRootCACertificate: Buffer;
    };
    const file = (name: string) => readFileSync(path.join(output, name), 'utf8');
    expect(serverNameOverride).toBe('temporal.example.com');
    // Whether they are the same, so that a failure shows no key.
    const [crt, key, ca] = ['tls.crt', 'tls.key', 'ca.crt'].map((name) => Buffer.from(file(name)));
    expect([
      crt.equals(clientCertPair.crt),
      key.equals(clientCertPair.key),
      ca.equals(serverRootCACertificate),
    ]).toEqual([true, true, true]);
    expect(file('temporal.toml')).not.toMatch(/_data|disable/); // Go's reader refuses a CA certificate inline
  });

  test('may be made for another place, where it then works', async () => {
    const [output, place] = [newFolder(), newFolder()];
    const { err } = await exportTo(output, ...ADMIN, '--placed-at', place);
    expect(err).toContain(`TEMPORAL_CONFIG_FILE=${place}/temporal.toml`);
    expect(() => connection(output)).toThrow('ENOENT');
    renameSync(output, place);
    expect(connection(place).connectionOptions.address).toBe('temporal.example.com:443');
  });

  test.each([
    ['temporal.example.com:443', [], 'temporal.example.com'],
    ['a.ingress.example.com:7233', [], 'a.ingress.example.com'],
    ['127.0.0.1:7233', [], SERVICE], // a forwarded port
    ['[::1]:7233', [], SERVICE],
    ['10.1.2.3:443', ['--server-name', 'temporal.example.com'], 'temporal.example.com'],
    ['load-balancer.example.net:443', [], SERVICE],
  ])('at %s verifies the name of the frontend that fits: %j', async (address, more, name) => {
    const output = newFolder();
    expect((await exportTo(output, '--only', 'temporal-admin', '--address', address, ...more)).code).toBe(0);
    const { address: dialled, tls } = connection(output).connectionOptions;
    expect([dialled, (tls as { serverNameOverride: string }).serverNameOverride]).toEqual([address, name]);
  });

  test('has a profile for each of several Temporal namespaces, the first where none is named', async () => {
    const output = newFolder();
    const namespaces = ['payments', 'payments.eu', 'orders'].flatMap((name) => ['--temporal-namespace', name]);
    const { err } = await exportTo(output, ...ADMIN, ...namespaces);
    expect(err).toContain('--profile payments or payments.eu or orders');
    expect(connection(output).namespace).toBe('payments');
    for (const name of ['payments', 'payments.eu', 'orders']) expect(connection(output, name).namespace).toBe(name);
    const other = newFolder();
    await exportTo(other, ...ADMIN, '--temporal-namespace', 'a', '--temporal-namespace', 'default');
    expect([connection(other).namespace, connection(other, 'a').namespace]).toEqual(['default', 'a']);
  });

  test('is made for a job as for a person, by flags as by a program', async () => {
    const output = newFolder();
    expect((await exportTo(output, '--only', 'ci', '--address', 'localhost:7233')).code).toBe(0);
    const { subject } = new X509Certificate(readFileSync(path.join(output, 'tls.crt')));
    expect(subject).toContain('CN=ci'); // the name in the program, for temporal-ci
    const store = path.join(folder.folder, 'by-flags');
    const flags = ['--store', store, '--person', 'ann', '--frontend-dns-name', 'temporal.example.com'];
    await temporalAuth('pki', 'init', ...flags);
    const ann = newFolder();
    const args = [
      '--format',
      'files',
      '--only',
      'temporal-ann',
      '--address',
      'temporal.example.com:443',
      '--output',
      ann,
    ];
    expect((await temporalAuth('pki', 'export', ...flags, ...args)).code).toBe(0);
    expect(connection(ann).connectionOptions.address).toBe('temporal.example.com:443');
  });

  test('trusts the root of the frontend below a shared one, and both while one follows the other', async () => {
    const shared = new LocalFolder({ root: new SharedRoot({ name: 'company' }) });
    const of = await shared.made(({ pki }) => pki.addPersonCertificate('admin'));
    const output = path.join(shared.folder, 'admin');
    await shared.pki(of, 'export', '--format', 'files', ...ADMIN, '--output', output);
    expect(readFileSync(path.join(output, 'ca.crt'), 'utf8')).toBe(
      new CertificateStore(shared.store).readCertificates().get('temporal-company-root')?.[0],
    );
  });

  test('takes what verifies the frontend from a file where its authority is elsewhere, and says where that lies', async () => {
    const clients = new LocalFolder({}, { internode: undefined, frontend: undefined });
    const of = await clients.made(({ pki }) => pki.addPersonCertificate('admin'));
    const output = path.join(clients.folder, 'admin');
    const run = (...args: string[]) =>
      clients.pki(of, 'export', '--format', 'files', ...ADMIN, '--output', output, ...args);
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/MISSING_OPTION.*--server-ca.*temporal-frontend-trust/),
    });
    const file = path.join(clients.folder, 'ca.pem');
    writeFileSync(file, 'no certificate');
    expect(await run('--server-ca', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('INVALID_CERTIFICATE'),
    });
    expect(readdirSync(clients.folder)).not.toContain('admin');
    writeFileSync(file, `a comment\n${storedRoot('frontend')}`);
    expect((await run('--server-ca', file)).code).toBe(0);
    expect(readFileSync(path.join(output, 'ca.crt'), 'utf8')).toBe(storedRoot('frontend'));
  });

  test.each([
    [
      'of nobody',
      ['--only', 'temporal-admim', '--address', 'a:1'],
      /INVALID_VALUE.*--only.*Did you mean "temporal-admin"\?/,
    ],
    [
      'of the frontend',
      ['--only', 'temporal-frontend', '--address', 'a:1'],
      /INVALID_VALUE.*temporal-admin, temporal-ci/,
    ],
    [
      'of the server at its database',
      ['--only', 'temporal-database-client', '--address', 'a:1'],
      /INVALID_VALUE.*--only/,
    ],
    [
      'of a name that the frontend has not',
      [...ADMIN, '--server-name', 'other.example.com'],
      /NAME_NOT_IN_CERTIFICATE.*--server-name is "other.example.com".*--frontend-dns-name/,
    ],
    [
      'of a name that no host has',
      [...ADMIN, '--server-name', 'temporal example'],
      /INVALID_SAN.*--server-name is "temporal example"/,
    ],
    ['at a URL', ['--only', 'temporal-admin', '--address', 'https://a:1'], /INVALID_VALUE.*--address/],
    [
      'at an address without a port',
      ['--only', 'temporal-admin', '--address', 'temporal.example.com'],
      /INVALID_VALUE.*--address/,
    ],
    [
      'at a port that is none',
      ['--only', 'temporal-admin', '--address', 'temporal.example.com:70000'],
      /INVALID_VALUE.*--address/,
    ],
  ])('%s is refused, and nothing is written', async (_, args, message) => {
    const output = newFolder();
    const { code, err } = await exportTo(output, ...args);
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
    expect(readdirSync(folder.folder)).not.toContain(path.basename(output));
  });

  test.each([[['--only', 'temporal-admin']], [['--address', 'a:1']], [[...ADMIN, '--unsafe-print-keys']]])(
    'is not understood of %j',
    async (args) => {
      expect((await exportTo(newFolder(), ...args)).code).toBe(2);
    },
  );

  test('P02 takes the place of nothing that is there, a folder of others neither', async () => {
    const output = newFolder();
    mkdirSync(output);
    expect(await exportTo(output, ...ADMIN)).toMatchObject({ code: 1, err: expect.stringContaining('EEXIST') });
    expect(readdirSync(output)).toEqual([]);
  });
});

describe('an export for a secret store', () => {
  test('may be of one certificate alone', async () => {
    const { out } = await folder.pki(
      plan,
      'export',
      '--format',
      'json',
      '--only',
      'temporal-admin',
      '--unsafe-print-keys',
    );
    expect(Object.keys(JSON.parse(out))).toEqual(['temporal/temporal-admin']);
  });

  test('takes nothing that only files have', async () => {
    const args = ['export', '--format', 'json', '--unsafe-print-keys', '--address', 'a:1'];
    expect(await folder.pki(plan, ...args)).toMatchObject({ code: 2, err: expect.stringContaining('--format files') });
  });
});
