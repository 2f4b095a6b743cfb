import { execFileSync } from 'node:child_process';
import { type KeyObject, X509Certificate } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { effects } from '../../../src/core/effects';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { issueCertificate } from '../../../src/x509/issue/issue-certificate';
import { writePrivateKey } from '../../../src/x509/keys/keys';
import { Passphrase } from '../../../src/x509/keys/passphrase';
import type { CertificateProfile, CertifiedKey } from '../../../src/x509/model';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { foreignCertificate, intermediate, issueRoot, leaf, NOW, root } from '../../gen/certificates';
import { freshKeys } from '../../support/fresh-keys';
import { type Declare, LocalFolder } from '../../support/local-program';
import { refusalOf } from '../../support/refusal';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const DAY = 86_400_000;
const callers: Declare = ({ pki }) => {
  pki.addUiCertificate();
};

let folder: LocalFolder;
let company: CertifiedKey;
let authority: CertifiedKey;
beforeAll(async () => {
  company = await issueRoot(root({ subject: { commonName: 'Company' } }), NOW);
  authority = await issueCertificate(intermediate({ subject: { commonName: 'Company Temporal' } }), company, NOW);
});
beforeEach(() => {
  folder = new LocalFolder();
  jest.spyOn(effects, 'now').mockReturnValue(NOW);
});
afterEach(() => jest.restoreAllMocks());

const fileOf = (name: string) => path.join(folder.folder, name);
/** Only clients are signed by what is imported. */
const props = (options: { dedicatedRoot?: boolean } = {}, purpose: 'clients' | 'frontend' = 'clients') => ({
  internode: undefined,
  frontend: undefined,
  clients: undefined,
  [purpose]: CertificateAuthority.imported({
    store: folder.store,
    secretStore: SecretStoreRef.store('vault'),
    certificateFile: fileOf('ca.pem'),
    privateKeyFile: fileOf('ca.key'),
    ...options,
  }),
});
async function bring(chain: readonly string[], privateKey: KeyObject, passphrase?: Passphrase): Promise<void> {
  writeFileSync(fileOf('ca.pem'), chain.join(''));
  writeFileSync(fileOf('ca.key'), await writePrivateKey(privateKey, passphrase), { mode: 0o600 });
}
const own = () => bring([authority.certificate.pem, company.certificate.pem], authority.privateKey);
const init = (...args: string[]) => folder.pki(folder.plan(callers, props()), 'init', ...args);
const stored = (id: string) => new CertificateStore(folder.store).readCertificates().get(id) ?? [];
const subjects = (pem: string) =>
  (pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map((block) => new X509Certificate(block).subject);

describe('an authority of your own', () => {
  test('P27 is taken into the store with what signed it, and signs the leaves', async () => {
    await own();
    const first = await init();
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/temporal-clients-ca +intermediate +imported +\S+ +missing, from .*ca\.pem\n/);
    expect(first.out).toMatch(/temporal-ui +leaf +issued/);
    expect(stored('temporal-clients-ca')).toEqual([authority.certificate.pem, company.certificate.pem]);
    expect(readCertificate(stored('temporal-ui')[0], 'ui').issuerDer).toBe(authority.certificate.subjectDer);
    const second = await init('--json');
    expect([second.code, JSON.parse(second.out).map(({ action }: { action: string }) => action)]).toEqual([
      0,
      ['keep', 'keep'],
    ]);
    expect((await folder.pki(folder.plan(callers, props()), 'verify')).out).toBe('2 proven, 0 problems\n');
  });

  test('P22 is trusted itself, and its root only where that is said to sign for nothing else', async () => {
    await own();
    await init();
    const exported = async (options = {}) => {
      const plan = folder.plan(callers, props(options));
      const { out } = await folder.pki(plan, 'export', '--format', 'json', '--unsafe-print-keys');
      const [values] = Object.values(JSON.parse(out)) as Array<Record<string, string>>;
      const map = folder.program(callers, props(options)).objects.find(({ kind }) => kind === 'ConfigMap');
      const inMap = (map as unknown as { data: Record<string, string> }).data['ca.crt'];
      expect(values['ca.crt']).toBe(inMap);
      return [subjects(values['tls.crt']), subjects(inMap)];
    };
    expect(await exported()).toEqual([['CN=ui'], ['CN=Company Temporal']]);
    expect(await exported({ dedicatedRoot: true })).toEqual([['CN=ui', 'CN=Company Temporal'], ['CN=Company']]);
  });

  test('is verified by its root where it signs for the frontend, whose callers may run on Node', async () => {
    await own();
    const plan = folder.plan(undefined, props({}, 'frontend'));
    expect((await folder.pki(plan, 'init')).code).toBe(0);
    const { out } = await folder.pki(plan, 'export', '--format', 'json', '--unsafe-print-keys');
    const [values] = Object.values(JSON.parse(out)) as Array<Record<string, string>>;
    expect([subjects(values['tls.crt']), subjects(values['ca.crt'])]).toEqual([
      ['CN=temporal-frontend', 'CN=Company Temporal'],
      ['CN=Company'],
    ]);

    folder = new LocalFolder();
    await bring([authority.certificate.pem], authority.privateKey);
    const refused = await folder.pki(folder.plan(undefined, props({}, 'frontend')), 'init');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('[INVALID_CHAIN]')]);
  });

  test('may be a root that signs leaves itself', async () => {
    await bring([company.certificate.pem], company.privateKey);
    expect((await init()).code).toBe(0);
    expect(folder.program(callers, props()).problems).toEqual([]);
  });

  test('P22 is refused for two purposes, whatever files it came by', async () => {
    await own();
    await init();
    const frontend = await folder.pki(folder.plan(undefined, props({}, 'frontend')), 'init');
    expect(frontend.code).toBe(0);
    const both = { ...props({ dedicatedRoot: true }), frontend: props({}, 'frontend').frontend };
    const copied = CertificateAuthority.imported({
      store: folder.store,
      secretStore: SecretStoreRef.store('vault'),
      certificateFile: fileOf('copy.pem'),
      privateKeyFile: fileOf('copy.key'),
    });
    expect(refusalOf(() => folder.program(callers, { ...both, frontend: copied })).code).toBe('SHARED_ISSUER');
  });

  test('P22 is refused for two purposes, though callers verify the frontend by the root above it', async () => {
    await own();
    await init();
    await folder.pki(folder.plan(undefined, props({}, 'frontend')), 'init');
    const copied = CertificateAuthority.imported({
      store: folder.store,
      secretStore: SecretStoreRef.store('vault'),
      certificateFile: fileOf('copy.pem'),
      privateKeyFile: fileOf('copy.key'),
    });
    const { problems } = folder.program(callers, { ...props(), frontend: copied });
    expect(problems.filter((problem) => problem.includes('[SHARED_ISSUER]'))).toHaveLength(1);
  });

  test('P22 is refused where certificates that are brought have it too', async () => {
    await own();
    await init();
    const internode = (trust: string) => {
      writeFileSync(fileOf('internode.pem'), trust);
      const brought = { trust: TrustRef.configMap('internode', 'ca.crt'), trustFile: fileOf('internode.pem') };
      const authority = CertificateAuthority.existingSecrets({ ...brought, serverName: 'internode.example.com' });
      const { problems } = folder.program(callers, { ...props(), internode: authority });
      return problems.map((problem) => /\[(\w+)\]/.exec(problem)?.[1]);
    };
    expect(internode(authority.certificate.pem)).toEqual(['EXPOSED_INTERNODE', 'SHARED_ISSUER']);
    expect(internode(company.certificate.pem)).toEqual(['EXPOSED_INTERNODE', 'SHARED_ISSUER']);
    expect(internode(foreignCertificate(root({ subject: { commonName: 'Other' } })))).toEqual(['EXPOSED_INTERNODE']);
  });

  test('P06 is read at synthesis from the store alone', async () => {
    await own();
    await init();
    const readFile = jest.spyOn(effects, 'readFile');
    writeFileSync(fileOf('ca.pem'), 'x');
    expect(folder.program(callers, props()).problems).toEqual([]);
    expect(readFile).not.toHaveBeenCalled();
  });

  test('P07 is warned of when it would not outlive what it signs, and refused when it has ended', async () => {
    await own();
    await init();
    const at = (days: number) =>
      jest.spyOn(effects, 'now').mockReturnValue(new Date(authority.certificate.notAfter.getTime() - days * DAY));
    at(89);
    expect((await folder.pki(folder.plan(callers, props()), 'status')).out).toMatch(
      /temporal-clients-ca .*CERTIFICATE_NEAR_EXPIRY.*run "npx temporal-auth pki renew temporal-clients-ca /,
    );
    at(-1);
    expect((await folder.pki(folder.plan(callers, props()), 'status')).out).toContain('CERTIFICATE_EXPIRED');
  });

  test('is replaced by renew: for its own key the leaves stay, for another one all are issued anew', async () => {
    await own();
    const plan = folder.plan(callers, props());
    await init();
    const [ui] = stored('temporal-ui');
    const again = await issueCertificate(
      intermediate({ subject: { commonName: 'Company Temporal' } }),
      company,
      new Date(NOW.getTime() + DAY),
      authority.privateKey,
    );
    jest.spyOn(effects, 'now').mockReturnValue(new Date(NOW.getTime() + 2 * DAY));
    await bring([again.certificate.pem, company.certificate.pem], authority.privateKey);
    expect((await folder.pki(plan, 'renew', 'temporal-clients-ca')).code).toBe(0);
    expect([stored('temporal-clients-ca')[0], stored('temporal-ui')[0]]).toEqual([again.certificate.pem, ui]);

    const other = await issueCertificate(intermediate({ subject: { commonName: 'Other' } }), company, NOW);
    await bring([other.certificate.pem, company.certificate.pem], other.privateKey);
    const refused = await folder.pki(plan, 'renew', 'temporal-clients-ca');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('renew temporal-clients-ca --new-key')]);
    expect((await folder.pki(plan, 'renew', 'temporal-clients-ca', '--new-key')).code).toBe(0);
    expect(readCertificate(stored('temporal-ui')[0], 'ui').issuerDer).toBe(other.certificate.subjectDer);
  });
});

describe('P27 an authority that must not sign is refused, and the store stays empty', () => {
  const key = () => freshKeys('ec', { namedCurve: 'P-256' }).privateKey;
  const SHA1 = { oid: '1.2.840.10045.4.1', nullParameters: false, digest: 'sha1' } as never;
  const foreign = (changes: Partial<CertificateProfile>, given = {}, privateKey = key()) =>
    [
      [foreignCertificate(root({ subject: { commonName: 'x' }, ...changes }), { privateKey, ...given })],
      privateKey,
    ] as const;
  const beginning = (days: number) => ({ notBefore: new Date(NOW.getTime() + days * DAY) });

  test.each<
    [string, string, () => readonly [readonly string[], KeyObject] | Promise<readonly [readonly string[], KeyObject]>]
  >([
    ['CA: false', 'INVALID_CHAIN', () => foreign(leaf())],
    ['another key than its own', 'KEY_MISMATCH', () => [foreign({})[0], key()]],
    ['a signature by SHA-1', 'WEAK_SIGNATURE', () => foreign({}, { signatureAlgorithm: SHA1 })],
    ['an end in the past', 'CERTIFICATE_EXPIRED', () => foreign({ durationSeconds: 86_400 }, beginning(-2))],
    ['a beginning in the future', 'CERTIFICATE_NOT_YET_VALID', () => foreign({}, beginning(1))],
    ['no usage to sign certificates', 'INVALID_CHAIN', () => foreign({ keyUsages: ['crl sign'] })],
    [
      'RSA with 1024 bits',
      'WEAK_KEY',
      () => {
        const { privateKey } = freshKeys('rsa', { modulusLength: 1024 });
        const rsa = { oid: '1.2.840.113549.1.1.11', nullParameters: true, digest: 'sha256' } as never;
        return foreign({}, { signatureAlgorithm: rsa }, privateKey);
      },
    ],
    [
      'an authority above it that allows none below',
      'INVALID_CHAIN',
      async () => {
        const below = key();
        const pem = foreignCertificate(root({ subject: { commonName: 'x' } }), {
          privateKey: below,
          signer: authority,
        });
        return [[pem, authority.certificate.pem, company.certificate.pem], below];
      },
    ],
    [
      'an end after that of what signed it',
      'INVALID_LIFETIME',
      () => {
        const long = key();
        const profile = intermediate({ subject: { commonName: 'x' }, durationSeconds: 20 * 365 * 86_400 });
        return [[foreignCertificate(profile, { privateKey: long, signer: company }), company.certificate.pem], long];
      },
    ],
    ['version 1', 'INVALID_CERTIFICATE', () => versionOne()],
    ['no PEM', 'INVALID_CERTIFICATE', () => [['x'], key()]],
    [
      'the chain upside down',
      'INVALID_CHAIN',
      () => [[company.certificate.pem, authority.certificate.pem], authority.privateKey],
    ],
    [
      'a stranger in the chain',
      'INVALID_CHAIN',
      () => [[authority.certificate.pem, foreign({})[0][0]], authority.privateKey],
    ],
    [
      'its private key beside it',
      'INVALID_CERTIFICATE',
      () => [[...foreign({})[0], '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'], key()],
    ],
  ])('with %s (%s)', async (_what, code, make) => {
    await bring(...(await make()));
    const { code: exit, out, err } = await init();
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain(`[${code}]`);
    expect(err).toMatch(/ca\.(pem|key)/);
    expect(err).not.toContain('MIIB');
    expect(new CertificateStore(folder.store).readCertificates().size).toBe(0);
  });

  test('with an encrypted key without its passphrase, which opens it and then encrypts the store', async () => {
    writeFileSync(fileOf('passphrase'), 'correct horse battery staple', { mode: 0o600 });
    writeFileSync(fileOf('wrong'), 'incorrect horse battery staple', { mode: 0o600 });
    const chain = [authority.certificate.pem, company.certificate.pem];
    await bring(chain, authority.privateKey, Passphrase.fromFile(fileOf('passphrase')));
    expect((await init()).err).toContain('[PRIVATE_KEY_ENCRYPTED]');
    const wrong = await init('--passphrase-file', fileOf('wrong'));
    expect([wrong.err.includes('[WRONG_PASSPHRASE]'), wrong.err.includes('horse')]).toEqual([true, false]);
    expect((await init('--passphrase-file', fileOf('passphrase'))).code).toBe(0);
    const store = new CertificateStore(folder.store);
    expect(refusalOf(() => store.readPrivateKey('temporal-clients-ca')).code).toBe('PRIVATE_KEY_ENCRYPTED');
  });

  test('B113 P02 with a key that others may read, or files that are not there', async () => {
    await own();
    chmodSync(fileOf('ca.key'), 0o644);
    expect((await init()).err).toContain('[UNSAFE_STORE]');
    chmodSync(fileOf('ca.key'), 0o600);
    writeFileSync(fileOf('ca.pem'), '');
    expect((await init()).err).toContain('[INVALID_CERTIFICATE]');
    const { err } = await folder.pki(
      folder.plan(callers, {
        ...props(),
        clients: CertificateAuthority.imported({
          store: folder.store,
          secretStore: SecretStoreRef.store('vault'),
          certificateFile: fileOf('nowhere'),
          privateKeyFile: fileOf('ca.key'),
        }),
      }),
      'init',
    );
    expect(err).toContain(`[INVALID_VALUE] ${fileOf('nowhere')}`);
  });

  /** OpenSSL alone still makes one. */
  function versionOne(): readonly [readonly string[], KeyObject] {
    const privateKey = key();
    const [keyFile, request] = [fileOf('v1.key'), fileOf('v1.csr')];
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' }).toString();
    openssl('req', '-new', '-key', keyFile, '-subj', '/CN=x', '-out', request);
    return [[openssl('x509', '-req', '-in', request, '-signkey', keyFile, '-days', '3000')], privateKey];
  }
});
