import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { effects } from '../../../src/core/effects';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { KeyAlgorithm } from '../../../src/pki/certificates/key-algorithm';
import { SecretStoreRef } from '../../../src/secrets/secret-store-ref';
import { keysIn } from '../../certificate-store/folders';
import { type Declare, LocalFolder, type Outcome, temporalAuth } from '../../support/local-program';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const DAY = 24 * 3600 * 1000;
const callers: Declare = ({ pki }) => {
  pki.addUiCertificate();
};
/** One authority is enough for most of what is told here. */
const little = { internode: undefined, frontend: undefined };

let folder: LocalFolder;
beforeEach(() => {
  folder = new LocalFolder({}, little);
});
afterEach(() => jest.restoreAllMocks());

const sha256 = (id: string) => {
  const [pem] = new CertificateStore(folder.store).readCertificates().get(id) ?? [];
  return pem && new X509Certificate(pem).fingerprint256;
};
const keyOf = (id: string) => {
  const [pem] = new CertificateStore(folder.store).readCertificates().get(id) ?? [];
  return new X509Certificate(pem as string).publicKey.export({ type: 'spki', format: 'der' }).toString('hex');
};
/** `id action` of each certificate that was not kept. */
const done = ({ out }: Outcome) =>
  (JSON.parse(out) as Array<{ id: string; action: string }>)
    .filter(({ action }) => action !== 'keep')
    .map(({ id, action }) => `${id} ${action}`);

describe('temporal-auth pki', () => {
  test('P06 init makes everything once, and nothing when it runs again', async () => {
    const plan = folder.plan(callers);
    const first = await folder.pki(plan, 'init', '--json');
    expect(done(first)).toEqual(['temporal-clients-root issue', 'temporal-clients-ca issue', 'temporal-ui issue']);
    const before = readFileSync(path.join(folder.store, 'certificates.json'));
    const second = await folder.pki(plan, 'init', '--json');
    expect([first.code, second.code, done(second)]).toEqual([0, 0, []]);
    expect(readFileSync(path.join(folder.store, 'certificates.json')).equals(before)).toBe(true);
  });

  test('P05 init, eight times at once, makes one authority', async () => {
    const plan = folder.plan(callers);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => folder.pki(plan, 'init', '--json')));
    expect(outcomes.map(({ code }) => code)).toEqual(Array(8).fill(0));
    expect(outcomes.filter((outcome) => done(outcome).length > 0)).toHaveLength(1);
    expect(keysIn(folder.store)).toHaveLength(3);
  });

  test('--dry-run says what it would do, writes nothing and exits with 3', async () => {
    const plan = folder.plan(callers);
    const outcome = await folder.pki(plan, 'init', '--dry-run');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toMatch(/temporal-ui +leaf +would issue +- +missing/);
    expect(readdirSync(folder.folder)).not.toContain('pki');
  });

  test('issue issues what the program has added or changed, says why, and leaves the rest', async () => {
    await folder.made(callers);
    const root = sha256('temporal-clients-root');
    const ui = sha256('temporal-ui');
    const plan = folder.plan(({ pki }) => {
      pki.addUiCertificate({ serviceAccountName: 'other' });
      pki.addPersonCertificate('admin');
    });
    const outcome = await folder.pki(plan, 'issue');
    expect(outcome.code).toBe(0);
    expect(outcome.out).toMatch(/temporal-admin +leaf +issued +\S+ +missing/);
    expect(outcome.out).toMatch(/temporal-ui +leaf +issued +\S+ +not yet as the program asks for: .*sa\/other/);
    expect(sha256('temporal-clients-root')).toBe(root);
    expect(sha256('temporal-ui')).not.toBe(ui);
  });

  test('P06 issue without authorities makes none, and names init', async () => {
    const outcome = await folder.pki(folder.plan(callers), 'issue');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toContain('run "npx temporal-auth pki init ');
    expect(new CertificateStore(folder.store).readCertificates().size).toBe(0);
  });

  test('P07 issue renews leaves that are due, with new keys (P21), and names the authorities that are', async () => {
    const plan = await folder.made(callers);
    const key = keyOf('temporal-ui');
    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + 61 * DAY));
    const outcome = await folder.pki(plan, 'issue', '--json');
    expect([outcome.code, done(outcome)]).toEqual([0, ['temporal-ui issue']]);
    expect(keyOf('temporal-ui')).not.toBe(key);

    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + 1000 * DAY));
    const later = await folder.pki(plan, 'issue', '--json');
    expect([later.code, done(later)]).toEqual([3, ['temporal-clients-ca todo', 'temporal-ui issue']]);
  });

  test('P08 issues no leaf that would outlive its authority, and changes nothing', async () => {
    const plan = await folder.made(callers);
    const before = sha256('temporal-ui');
    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + (5 * 365 - 30) * DAY));
    const outcome = await folder.pki(plan, 'issue');
    expect([outcome.code, outcome.out]).toEqual([1, '']);
    expect(outcome.err).toContain('[INVALID_LIFETIME]');
    expect(sha256('temporal-ui')).toBe(before);
  });

  test('renew gives an authority a new certificate for the key that it has, under which its leaves stay valid', async () => {
    const plan = await folder.made(callers);
    const [root, key, ui] = [sha256('temporal-clients-root'), keyOf('temporal-clients-root'), sha256('temporal-ui')];
    const outcome = await folder.pki(plan, 'renew', 'temporal-clients-root');
    expect(outcome.code).toBe(0);
    expect([keyOf('temporal-clients-root'), sha256('temporal-ui')]).toEqual([key, ui]);
    expect(sha256('temporal-clients-root')).not.toBe(root);
    expect((await folder.pki(plan, 'verify')).code).toBe(0);
  });

  test('renew --new-key issues all below the authority in the same step', async () => {
    const plan = await folder.made(callers);
    const outcome = await folder.pki(plan, 'renew', 'temporal-clients-ca', '--new-key', '--json');
    expect(done(outcome)).toEqual(['temporal-clients-ca issue', 'temporal-ui issue']);
    expect(outcome.err).toMatch(/new key for temporal-clients-ca: calls .*\nfail .*A rotation/s);
    expect((await folder.pki(plan, 'renew', 'temporal-ui', '--new-key')).err).toBe('');
    expect((await folder.pki(plan, 'verify')).out).toBe('3 proven, 0 problems\n');
    expect(keysIn(folder.store)).toHaveLength(3);
  });

  test('renew changes nothing where the program asks for an authority of another name, and names --new-key', async () => {
    await folder.made(callers);
    const before = sha256('temporal-clients-root');
    const { store } = folder;
    const clients = CertificateAuthority.local({
      store,
      secretStore: SecretStoreRef.store('vault'),
      organization: 'Company',
    });
    const changed = folder.plan(callers, { clients });
    const outcome = await folder.pki(changed, 'renew', 'temporal-clients-root');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain('temporal-auth pki renew temporal-clients-root --new-key');
    expect(sha256('temporal-clients-root')).toBe(before);
    expect((await folder.pki(changed, 'renew', 'temporal-clients-root', '--new-key')).code).toBe(0);
  });

  test('renew of what does not exist is refused, with the name that is meant', async () => {
    const plan = await folder.made(callers);
    const { code, err } = await folder.pki(plan, 'renew', 'temporal-u');
    expect(code).toBe(1);
    expect(err).toMatch(/^\[INVALID_VALUE\].*Did you mean "temporal-ui"\?/);
  });

  test('renew takes the name by which the program declares a certificate, and says where several end with it', async () => {
    const plan = await folder.made(({ pki }) => {
      pki.addPersonCertificate('admin');
      pki.addServiceCertificate('worker');
      pki.addServiceCertificate('eu-worker');
    });
    const { code, out } = await folder.pki(plan, 'renew', 'admin');
    expect([code, out]).toEqual([0, expect.stringMatching(/^temporal-admin .*asked for/m)]);
    const { err } = await folder.pki(plan, 'renew', 'worker');
    expect(err).toMatch(
      /^\[INVALID_VALUE\] certificate is "worker"; expected one of temporal-worker, temporal-eu-worker[.] /,
    );
    expect((await folder.pki(plan, 'renew', 'eu-worker')).code).toBe(0);
  });

  test('status exits with 0 where nothing is to be done and with 3 where something is', async () => {
    const plan = await folder.made(callers);
    expect((await folder.pki(plan, 'status')).code).toBe(0);
    const more = folder.plan(({ pki }) => pki.addPersonCertificate('admin'));
    const outcome = await folder.pki(more, 'status');
    expect(outcome.code).toBe(3);
    expect(outcome.out).toMatch(/temporal-admin +leaf +TO DO +- +missing; run "npx temporal-auth pki issue /);
  });

  test('P04 verify says which key is missing or not its own', async () => {
    const plan = await folder.made(callers);
    const keys = path.join(folder.store, 'keys');
    const [one, other] = keysIn(folder.store);
    writeFileSync(path.join(keys, one), readFileSync(path.join(keys, other)));
    const outcome = await folder.pki(plan, 'verify', '--json');
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.out)).toEqual({ proven: 2, problems: [expect.stringContaining('[KEY_MISMATCH]')] });
  });

  test('verify finds what is missing', async () => {
    await folder.made(callers);
    const more = folder.plan(({ pki }) => pki.addPersonCertificate('admin'));
    expect((await folder.pki(more, 'verify')).out).toMatch(/\[STORE_BEHIND\].*temporal-admin is missing/);
  });

  test('a program without a local authority has no store to look after', async () => {
    const plan = new LocalFolder({}, { ...little, clients: undefined }).plan();
    const { code, err } = await folder.pki(plan, 'status');
    expect([code, err]).toEqual([1, expect.stringContaining('[NO_PLAN]')]);
  });

  test('says how far it is while RSA keys are made, on standard error', async () => {
    const plan = folder.plan(undefined, { keyAlgorithm: KeyAlgorithm.RSA_2048 });
    const { err, out } = await folder.pki(plan, 'init', '--json');
    // They are made at once: which is the first is chance.
    expect(err.match(/\d\/2/g)).toEqual(['1/2', '2/2']);
    expect(err.match(/temporal-\S+/g)?.sort()).toEqual(['temporal-clients-ca', 'temporal-clients-root']);
    expect(done({ code: 0, err, out })).toHaveLength(2);
  });
});

describe('temporal-auth pki with a passphrase', () => {
  const secret = 'correct horse battery staple';

  test('encrypts every key, opens them again, and never shows it', async () => {
    const plan = folder.plan();
    process.env.TEMPORAL_AUTH_PASSPHRASE = secret;
    const said: Outcome[] = [];
    try {
      said.push(await folder.pki(plan, 'init'));
    } finally {
      delete process.env.TEMPORAL_AUTH_PASSPHRASE;
    }
    const keys = path.join(folder.store, 'keys');
    for (const file of keysIn(folder.store)) {
      const pem = readFileSync(path.join(keys, file), 'utf8');
      expect(pem).toContain('BEGIN ENCRYPTED PRIVATE KEY');
      expect(() => createPrivateKey(pem)).toThrow();
    }
    const file = path.join(folder.folder, 'passphrase');
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
    said.push(await folder.pki(plan, 'verify', '--passphrase-file', file));
    said.push(await folder.pki(plan, 'verify'));
    said.push(await folder.pki(folder.plan(undefined, { internode: folder.local }), 'init'));
    expect(said.map(({ code }) => code)).toEqual([0, 0, 3, 1]);
    expect(said[2].out).toContain('[PRIVATE_KEY_ENCRYPTED]');
    // New authorities need none of the old keys, and would lie bare beside them.
    expect(said[3].err).toContain('[PRIVATE_KEY_ENCRYPTED]');
    expect(keysIn(folder.store)).toHaveLength(2);
    expect(JSON.stringify(said)).not.toContain(secret);
  });

  test('is not put on some keys of a store whose others lie bare', async () => {
    const plan = await folder.made(callers);
    const file = path.join(folder.folder, 'passphrase');
    writeFileSync(file, secret, { mode: 0o600 });
    const before = keysIn(folder.store);
    const refused = await folder.pki(plan, 'renew', 'temporal-ui', '--passphrase-file', file);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[WRONG_PASSPHRASE]') });
    expect(keysIn(folder.store)).toEqual(before);
    expect(
      await folder.pki(plan, 'export', '--format', 'json', '--unsafe-print-keys', '--passphrase-file', file),
    ).toMatchObject({ code: 0 });
  });

  test('takes none as an argument', async () => {
    expect((await temporalAuth('pki', 'init', '--passphrase', secret)).code).toBe(2);
  });
});

describe('temporal-auth pki export', () => {
  interface Values {
    readonly 'tls.crt': string;
    readonly 'tls.key': string;
    readonly 'ca.crt': string;
  }

  /** What a verifier would be given, and what it must be. */
  function expectPair(values: Values): void {
    const [leaf, between, ...more] = values['tls.crt'].split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(more).toEqual([]);
    const [certificate, authority, root] = [leaf, between, values['ca.crt']].map((pem) => new X509Certificate(pem));
    expect(certificate.checkPrivateKey(createPrivateKey(values['tls.key']))).toBe(true);
    expect(certificate.checkIssued(authority) && certificate.verify(authority.publicKey)).toBe(true);
    expect(authority.checkIssued(root) && authority.verify(root.publicKey)).toBe(true);
    expect(root.checkIssued(root) && root.verify(root.publicKey)).toBe(true);
    expect([certificate.ca, authority.ca, root.ca]).toEqual([false, true, true]);
  }

  test('P24 json holds leaf, intermediate and key of each Secret under its name in the store, the root apart', async () => {
    const plan = await folder.made(callers);
    const output = path.join(folder.folder, 'export.json');
    expect(await folder.pki(plan, 'export', '--format', 'json', '--output', output)).toMatchObject({
      code: 0,
      out: '',
    });
    const values = JSON.parse(readFileSync(output, 'utf8')) as Record<string, Values>;
    expect(Object.keys(values)).toEqual(['temporal/temporal-ui']);
    expectPair(values['temporal/temporal-ui']);
  });

  test('P02 the file is for its owner alone, whatever the umask, and never one that exists', async () => {
    const plan = await folder.made(callers);
    const output = path.join(folder.folder, 'export.json');
    const umask = process.umask(0);
    try {
      await folder.pki(plan, 'export', '--format', 'json', '--output', output);
    } finally {
      process.umask(umask);
    }
    expect(statSync(output).mode & 0o777).toBe(0o600);
    writeFileSync(output, 'somebody needs this');
    expect(await folder.pki(plan, 'export', '--format', 'json', '--output', output)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/EEXIST.*Remove it once nobody needs it, or choose another name/),
    });
    expect(readFileSync(output, 'utf8')).toBe('somebody needs this');
  });

  test('P01 prints private keys only where it is told that this is unsafe', async () => {
    const plan = await folder.made(callers);
    const refused = await folder.pki(plan, 'export', '--format', 'json');
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('--unsafe-print-keys');
    const printed = await folder.pki(plan, 'export', '--format', 'json', '--unsafe-print-keys');
    expect(printed.code).toBe(0);
    expectPair(JSON.parse(printed.out)['temporal/temporal-ui']);
  });

  test('kubectl holds Secrets of type kubernetes.io/tls', async () => {
    const plan = await folder.made(callers);
    const { out } = await folder.pki(plan, 'export', '--format', 'kubectl', '--unsafe-print-keys');
    const { kind, items } = JSON.parse(out) as {
      kind: string;
      items: Array<{ data: Values; [field: string]: unknown }>;
    };
    expect(kind).toBe('List');
    expect(items).toMatchObject([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { name: 'temporal-ui', namespace: 'temporal' },
      },
    ]);
    const decoded = Object.entries(items[0].data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]);
    expectPair(Object.fromEntries(decoded));
  });

  test('P01 vault is a script that hands keys over on standard input, never as an argument', async () => {
    const plan = await folder.made(callers);
    const args = ['--format', 'vault', '--vault-mount', 'kv/team', '--unsafe-print-keys'];
    const { out } = await folder.pki(plan, 'export', ...args);
    const [, command, json] = /^(vault .*)\n(\{.*\})\nEND_OF_CERTIFICATE$/m.exec(out) ?? [];
    expect(command).toBe("vault kv put -mount='kv/team' 'temporal/temporal-ui' - <<'END_OF_CERTIFICATE'");
    expectPair(JSON.parse(json));
  });

  test('refuses a mount that the shell would read as more than a name', async () => {
    const plan = await folder.made(callers);
    const args = ['--format', 'vault', '--vault-mount', "a'; rm -rf x; '", '--unsafe-print-keys'];
    expect(await folder.pki(plan, 'export', ...args)).toMatchObject({ code: 2, out: '' });
  });

  test('is refused where the store is behind the program', async () => {
    await folder.made(callers);
    const more = folder.plan(({ pki }) => pki.addPersonCertificate('admin'));
    const { code, out, err } = await folder.pki(more, 'export', '--format', 'json', '--unsafe-print-keys');
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('[STORE_BEHIND]')]);
  });
});
