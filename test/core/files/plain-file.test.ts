import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Authentication } from '../../../src/authn/authentication';
import { planOfProgram } from '../../../src/cli/program';
import { LARGEST_FILE, readAtMost, readWholeFile } from '../../../src/core/files/plain-file';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { Passphrase } from '../../../src/x509/keys/passphrase';
import { readSources } from '../../support/imports';
import { LocalFolder, temporalAuth } from '../../support/local-program';
import { PkiProgram } from '../../support/pki-program';
import { refusalOf } from '../../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'plain-file-'));
const fileOf = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
execFileSync('mkfifo', [fileOf('pipe')]);

describe('a file that is read', () => {
  test('is read byte for byte, a link to it too, as mounted Secrets are', () => {
    const content = Buffer.alloc(200_000, 'content');
    writeFileSync(fileOf('file'), content);
    symlinkSync(fileOf('file'), fileOf('link'));
    expect(readWholeFile(fileOf('link')).equals(content)).toBe(true);
    writeFileSync(fileOf('empty'), '');
    expect(readWholeFile(fileOf('empty'))).toHaveLength(0);
  });

  test.each([99_999, 100_000, 199_999])(
    'F10 is refused where it is longer than %d octets, and read up to that',
    (largest) => {
      writeFileSync(fileOf('long'), Buffer.alloc(largest + 1));
      const file = openSync(fileOf('long'), 'r');
      expect(readAtMost(file, largest)).toBeUndefined();
      closeSync(file);
      const again = openSync(fileOf('long'), 'r');
      expect(readAtMost(again, largest + 1)).toHaveLength(largest + 1);
      closeSync(again);
    },
  );

  test('F10 is refused unread where its size says that it is too long', () => {
    writeFileSync(fileOf('sparse'), '');
    execFileSync('truncate', ['-s', String(LARGEST_FILE + 1), fileOf('sparse')]);
    expect(() => readWholeFile(fileOf('sparse'))).toThrow('longer than 268435456 octets');
  });

  test('F10 is refused where it has no end though it is a plain file of 0 octets, as some of /proc', () => {
    const endless = openSync('/proc/self/pagemap', 'r');
    expect(readAtMost(endless, 1_000_000)).toBeUndefined();
    closeSync(endless);
  });
});

/** Each option and flag that names a file, and what reads it. */
const READERS: Record<string, (file: string) => unknown> = {
  'Authentication.apiKeys.jwksFile': (jwksFile) => Authentication.apiKeys({ jwksFile, audience: 'temporal' }),
  'existingSecrets.trustFile': (trustFile) =>
    problems({
      clients: CertificateAuthority.existingSecrets({ trust: TrustRef.configMap('ca', 'ca.crt'), trustFile }),
    }),
  'existingSecrets.certificateFiles': (ui) => {
    const trust = TrustRef.configMap('ca', 'ca.crt');
    const trustFile = fileOf('nothing');
    return problems({
      clients: CertificateAuthority.existingSecrets({ trust, trustFile, certificateFiles: { ui } }),
    }).filter((problem) => problem.includes('certificateFiles'));
  },
  'MtlsPki.rotationRecord': (rotationRecord) => problems({ rotationRecord }),
  'the certificate store': (file) => {
    const store = fileOf('store');
    rmSync(store, { recursive: true, force: true });
    mkdirSync(store, { mode: 0o700 });
    symlinkOrPipe(file, path.join(store, 'certificates.json'));
    return problems({ clients: CertificateAuthority.local({ store, secretStore: SecretStoreRef.store('vault') }) });
  },
  '--plan': (plan) => planOfProgram({ plan }),
  'cdk8s.yaml': (file) => inFolderWith('cdk8s.yaml', file, () => planOfProgram({})),
  '--passphrase-file': (file) => Passphrase.fromFile(file),
};

function problems(props: ConstructorParameters<typeof PkiProgram>[0]): string[] {
  const program = new PkiProgram(props);
  if (props?.clients !== undefined) program.pki.addUiCertificate();
  return program.problems;
}

function inFolderWith(name: string, file: string, work: () => unknown): unknown {
  const [home, there] = [process.cwd(), mkdtempSync(path.join(folder, 'program-'))];
  symlinkSync(file, path.join(there, name));
  process.chdir(there);
  try {
    return work();
  } finally {
    process.chdir(home);
  }
}

/** In a store links are refused anyway. */
function symlinkOrPipe(file: string, at: string): void {
  if (file === fileOf('pipe')) execFileSync('mkfifo', [at]);
  else symlinkSync(file, at);
}

/** What was found or thrown, as one text. */
function outcomeOf(read: () => unknown): string {
  try {
    return JSON.stringify(read());
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each([
    ['a named pipe', fileOf('pipe')],
    ['a device without an end', '/dev/zero'],
    ['a device that is empty', '/dev/null'],
  ])('that is %s is refused, and nobody waits', (_name, file) => {
    expect(outcomeOf(() => read(file))).toMatch(
      /^(\[")?.*\[(INVALID_JWKS|INVALID_CERTIFICATE|INVALID_VALUE|UNSAFE_STORE)\].*(pipe, device or socket|device, pipe or socket|symbolic link)/,
    );
  });
});

describe('a command that names files', () => {
  test.each(['certificate', 'private key'])(
    'refuses a named pipe as the %s of an imported authority',
    async (which) => {
      const local = new LocalFolder();
      const [plain, pipe] = [path.join(local.folder, 'plain'), path.join(local.folder, 'pipe')];
      execFileSync('mkfifo', ['-m', '600', pipe]);
      writeFileSync(plain, 'x', { mode: 0o600 });
      const clients = CertificateAuthority.imported({
        store: local.store,
        secretStore: SecretStoreRef.store('vault'),
        certificateFile: which === 'certificate' ? pipe : plain,
        privateKeyFile: pipe,
      });
      const plan = local.plan(undefined, { internode: undefined, frontend: undefined, clients });
      const { code, err } = await local.pki(plan, 'init');
      expect([code, err]).toEqual([1, expect.stringMatching(/UNSAFE_STORE.*pipe|INVALID_CERTIFICATE/)]);
    },
  );

  test('refuses a named pipe in the folder of verify --directory', async () => {
    const local = new LocalFolder();
    const directory = path.join(local.folder, 'cluster', 'temporal', 'temporal-internode');
    mkdirSync(directory, { recursive: true });
    execFileSync('mkfifo', [path.join(directory, 'tls.crt')]);
    const args = ['verify', '--plan', local.plan(), '--directory', path.join(local.folder, 'cluster')];
    expect(await temporalAuth('pki', ...args)).toMatchObject({ code: 1, err: expect.stringContaining('pipe') });
  });

  test('says of a file that cannot be read why', () => {
    expect(refusalOf(() => planOfProgram({ plan: fileOf('nothing') }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: fileOf('nothing'),
      fix: expect.stringContaining('ENOENT'),
    });
  });
});

test('nothing in src opens or reads a file, but what reads no further than it must', () => {
  const readers = /\b(readFileSync|effects\.readFile|createReadStream|openSync|readSync|promises\.(open|readFile))/;
  const files = [...readSources(path.join(__dirname, '../../../src'))].filter(([, text]) => readers.test(text));
  expect(files.map(([name]) => name).sort()).toEqual([
    'certificate-store/lock-owner.ts', // names of /proc
    'certificate-store/safe-files.ts', // what it writes, and folders
    'core/files/named-file.ts',
    'core/files/plain-file.ts',
  ]);
  const safeFiles = readFileSync(path.join(__dirname, '../../../src/certificate-store/safe-files.ts'), 'utf8');
  expect(safeFiles).not.toMatch(/readFileSync|readSync/);
});
