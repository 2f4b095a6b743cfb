import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import { effects } from '../../../../src/core/effects';
import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { KeyAlgorithm } from '../../../../src/pki/certificates/key-algorithm';
import { MtlsPki } from '../../../../src/pki/mtls-pki';
import { SecretStoreRef } from '../../../../src/secrets/secret-store-ref';
import * as keys from '../../../../src/x509/keys/keys';
import { type Declare, LocalFolder } from '../../../support/local-program';
import { codeOf, refusalOf } from '../../../support/refusal';

// Spied upon below: the exports of a copy can be replaced.
jest.mock('../../../../src/x509/keys/keys', () => ({
  __esModule: true,
  ...jest.requireActual('../../../../src/x509/keys/keys'),
}));

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const DAY = 24 * 3600 * 1000;
const callers: Declare = ({ pki, elsewhere }) => {
  pki.addUiCertificate();
  pki.addServiceCertificate('worker', { scope: elsewhere });
};

const folder = new LocalFolder();
beforeAll(async () => {
  await folder.made(callers);
});
afterEach(() => jest.restoreAllMocks());

describe('a PKI with local authorities', () => {
  test('brings each certificate by an ExternalSecret, and the roots by ConfigMaps', () => {
    expect(folder.program(callers).names).toEqual([
      'ConfigMap temporal/temporal-internode-trust',
      'ConfigMap temporal/temporal-frontend-trust',
      'ConfigMap temporal/temporal-clients-trust',
      'ExternalSecret temporal/temporal-internode',
      'ExternalSecret temporal/temporal-frontend',
      'ExternalSecret temporal/temporal-ui',
      'ConfigMap payments/temporal-frontend-trust',
      'ExternalSecret payments/temporal-worker',
    ]);
  });

  test('P24 has one ConfigMap in a namespace of several callers, with the root alone', async () => {
    const two: Declare = ({ pki, elsewhere }) => {
      pki.addServiceCertificate('one', { scope: elsewhere });
      pki.addServiceCertificate('other', { scope: elsewhere });
    };
    const own = new LocalFolder();
    await own.made(two);
    const trusts = own.program(two).objects.filter(({ metadata: { name } }) => name === 'temporal-frontend-trust');
    const [root] = new CertificateStore(own.store).readCertificates().get('temporal-frontend-root') ?? [];
    expect(trusts.map(({ metadata }) => metadata.namespace)).toEqual(['temporal', 'payments']);
    for (const trust of trusts) expect(trust).toMatchObject({ data: { 'ca.crt': root } });
  });

  test('P01 P06 F06 writes the same bytes each time, a private key in none of them', () => {
    const [one, other] = [1, 2].map(() => JSON.stringify(folder.program(callers).objects));
    expect(one).toBe(other);
    expect(one).not.toContain('PRIVATE KEY');
  });

  test('P06 has keys made by the first command alone, by no synthesis and no command after it', async () => {
    const made = jest.spyOn(keys, 'generatePrivateKey');
    const own = new LocalFolder();
    const plan = await own.made(callers);
    expect(made).toHaveBeenCalledTimes(10); // three roots, three intermediates, four leaves
    made.mockClear();
    expect(own.program(callers).problems).toEqual([]);
    expect((await own.pki(plan, 'init')).code).toBe(0);
    expect(made).not.toHaveBeenCalled();
  });

  test('P22 has listeners trust the root of their purpose', () => {
    const { pki } = folder.program(callers);
    const trusted = [...pki.internodeTrust, pki.frontendTrust, ...pki.clientsTrust].map(
      ({ kind, name }) => `${kind} ${name}`,
    );
    expect(trusted).toEqual([
      'ConfigMap temporal-internode-trust',
      'ConfigMap temporal-frontend-trust',
      'ConfigMap temporal-clients-trust',
    ]);
  });

  test('does not let what is trusted be patched afterwards', () => {
    const program = folder.program(callers);
    const trust = program.app.node.findAll().find(({ node }) => node.id === 'ConfigMap-temporal-clients-trust');
    ApiObject.of(trust as Construct).addJsonPatch(JsonPatch.add('/data/ca.crt', 'other'));
    expect(program.problems).toEqual([expect.stringContaining('[PATCHED_OUTPUT]')]);
  });

  test('is refused at once where the store is empty, with the command to run', () => {
    const refusal = refusalOf(() => new LocalFolder().program());
    expect(refusal).toMatchObject({ code: 'STORE_BEHIND', path: 'temporal/Pki' });
    expect(refusal.fix).toContain('temporal-auth pki init');
  });

  test('is refused at synthesis where a certificate is missing, with the command to run', () => {
    const { problems } = folder.program((program) => {
      callers(program);
      program.pki.addPersonCertificate('admin');
    });
    expect(problems).toEqual([
      expect.stringMatching(
        /^\[STORE_BEHIND\] temporal\/Pki: .*temporal-admin \(missing\).*"npx temporal-auth pki issue"/,
      ),
    ]);
  });

  test('is refused at synthesis where the program asks for another certificate than there is', () => {
    const { problems } = folder.program(callers, { frontendDnsNames: ['temporal.example.com'] });
    expect(problems).toEqual([
      expect.stringMatching(/^\[CERTIFICATE_MISMATCH\].*temporal-frontend.*temporal\.example\.com/),
      expect.stringMatching(/^\[STORE_BEHIND\].*temporal-frontend \(not as declared\).*"npx temporal-auth pki issue"/),
    ]);
  });

  test('is refused at synthesis where an authority is another one than is asked for', () => {
    const rsa = { keyAlgorithm: KeyAlgorithm.ECDSA_P384 };
    const { problems } = folder.program(callers, rsa);
    expect(problems.at(-1)).toContain('"npx temporal-auth pki renew temporal-internode-root --new-key"');
  });

  test('P07 warns of what is due and refuses what has ended, and writes the same bytes', () => {
    const told = jest.spyOn(effects, 'warn').mockReturnValue(undefined);
    const clock = jest.spyOn(effects, 'now');
    const fresh = folder.program(callers);
    expect(fresh.problems).toEqual([]);
    expect(told).not.toHaveBeenCalled();

    clock.mockReturnValue(new Date(Date.now() + 61 * DAY));
    const due = folder.program(callers);
    expect(due.problems).toEqual([]);
    expect(told.mock.calls.map(([line]) => line)).toEqual(
      ['internode', 'frontend', 'ui', 'worker'].map((name) =>
        expect.stringMatching(new RegExp(`^warning: \\[CERTIFICATE_NEAR_EXPIRY\\].*temporal-${name}`)),
      ),
    );
    expect(JSON.stringify(due.objects)).toBe(JSON.stringify(fresh.objects));

    clock.mockReturnValue(new Date(Date.now() + 91 * DAY));
    expect(folder.program(callers).problems[0]).toMatch(/^\[CERTIFICATE_EXPIRED\]/);
  });

  test('P01 never opens a file with a key', () => {
    const opened: string[] = [];
    const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
    const open = fs.openSync;
    jest.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
      opened.push(String(file));
      return open(file, ...rest);
    });
    expect(folder.program(callers).problems).toEqual([]);
    expect(opened.filter((file) => file.startsWith(folder.store))).toEqual([
      path.join(folder.store, 'certificates.json'),
    ]);
  });

  test('holds its authorities to live twice as long as what they sign', () => {
    const local = (intermediateDuration: Duration) => new LocalFolder({ intermediateDuration }).plan();
    const refusal = refusalOf(() => local(Duration.days(179)));
    expect(refusal.code).toBe('INVALID_LIFETIME');
    expect(refusal.expected).toContain('the internode certificate');
    expect(readFileSync(local(Duration.days(180)), 'utf8')).toContain('"durationSeconds":15552000');
    // No certificate carries its root, so none of the default lifetime has to be outlived.
    const brief = { duration: Duration.days(30) };
    const lifetimes = {
      internode: brief,
      frontend: brief,
      ui: brief,
      commandLine: brief,
      person: brief,
      service: brief,
    };
    const options = { intermediateDuration: Duration.days(60), rootDuration: Duration.days(120) };
    expect(readFileSync(new LocalFolder(options, { lifetimes }).plan(), 'utf8')).toContain('"durationSeconds":5184000');
  });

  test('P31 keeps the names of its authorities from services', () => {
    expect(codeOf(() => folder.program(({ pki }) => pki.addServiceCertificate('clients-root')))).toBe(
      'DUPLICATE_CERTIFICATE',
    );
    expect(codeOf(() => folder.program(({ pki }) => pki.addServiceCertificate('internode-ca')))).toBe(
      'DUPLICATE_CERTIFICATE',
    );
  });

  test('P31 does not share a store with another PKI that uses its names', () => {
    const program = folder.program(callers);
    const local = CertificateAuthority.local({ store: folder.store, secretStore: SecretStoreRef.store('vault') });
    new MtlsPki(program.elsewhere, 'Other', { internode: local });
    expect(program.problems).toContainEqual(
      expect.stringMatching(/^\[SHARED_STORE\] payments\/Other: .*temporal-internode-root/),
    );
  });
});

describe('the options of a local authority', () => {
  const local = (options: object) =>
    codeOf(() => CertificateAuthority.local({ store: 'pki', secretStore: SecretStoreRef.store('vault'), ...options }));

  test.each([
    [{ store: undefined }, 'MISSING_OPTION'],
    [{ store: 'a\nb' }, 'UNSAFE_TEXT'],
    [{ secretStore: 'vault' }, 'WRONG_TYPE'],
    [{ remoteKeyPrefix: '/temporal' }, 'INVALID_VALUE'],
    [{ remoteKeyPrefix: 'a/../b' }, 'INVALID_VALUE'],
    [{ remoteKeyPrefix: "a'b" }, 'INVALID_VALUE'],
    [{ operatorVersion: '9.0.0' }, 'UNSERVED_API_VERSION'],
    [{ organization: 'a\u0000b' }, 'UNSAFE_TEXT'],
    [{ keyAlgorithm: 'ED25519' }, 'INVALID_VALUE'],
    [{ rootDuration: Duration.minutes(1) }, 'OUT_OF_RANGE'],
    [{ passphrase: 'secret' }, 'UNKNOWN_OPTION'],
  ])('%j are refused with %s', (options, code) => {
    expect(local(options)).toBe(code);
  });

  test('reach the ExternalSecrets', async () => {
    const other = new LocalFolder({
      secretStore: SecretStoreRef.clusterStore('corp'),
      remoteKeyPrefix: 'teams/temporal',
      operatorVersion: '0.9.0',
      organization: 'Company',
    });
    const plan = await other.made();
    const spec = other.program().spec('ExternalSecret temporal/temporal-frontend');
    expect(other.program().objects.find(({ kind }) => kind === 'ExternalSecret')?.apiVersion).toBe(
      'external-secrets.io/v1beta1',
    );
    expect(spec).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'corp' },
      target: { name: 'temporal-frontend', template: { type: 'kubernetes.io/tls' } },
      data: ['ca.crt', 'tls.crt', 'tls.key'].map((key) => ({
        secretKey: key,
        remoteRef: { key: 'teams/temporal/temporal/temporal-frontend', property: key },
      })),
    });
    expect(readFileSync(plan, 'utf8')).toContain('"organization":"Company"');
  });
});
