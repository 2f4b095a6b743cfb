import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import { keyFileName } from '../../../../src/certificate-store/store-layout';
import { publicKeyFacts } from '../../../../src/x509/keys/public-key';
import { keysIn } from '../../../../test/certificate-store/folders';
import { type Declare, LocalFolder, temporalAuth } from '../../../../test/support/local-program';
import { reducedTo } from '../../../../test/support/reduced-to';
import { report } from '../../../harness/campaign';
import { go, lint } from '../../../harness/certificate-verifiers';

const SERVICES = reducedTo(100, 1000);
const services: Declare = ({ pki }) => {
  for (let index = 0; index < SERVICES; index++) pki.addServiceCertificate(`service-${index}`);
};
/** Three hierarchies of a root and an intermediate, and the leaves of the server. */
const CERTIFICATES = SERVICES + 3 * 2 + 2;

describe(`a program with ${SERVICES} services`, () => {
  const folder = new LocalFolder();
  let plan: string;
  let certificates: ReadonlyMap<string, X509Certificate>;
  beforeAll(async () => {
    plan = await folder.made(services);
    const stored = new CertificateStore(folder.store).readCertificates();
    certificates = new Map([...stored].map(([id, [pem]]) => [id, new X509Certificate(pem)]));
  }, 300_000);

  test('P14 P21 has a key and a serial number of its own for every certificate', () => {
    expect(certificates.size).toBe(CERTIFICATES);
    const all = [...certificates.values()];
    expect(new Set(all.map(({ serialNumber }) => serialNumber)).size).toBe(CERTIFICATES);
    expect(new Set(all.map(keyFileName)).size).toBe(CERTIFICATES);
  });

  test('P04 P21 has every key in a file of its own, and none beside them', async () => {
    const files = keysIn(folder.store);
    expect(files.sort()).toEqual([...certificates.values()].map(keyFileName).sort());
    const wrong = [...certificates.values()].filter(
      (certificate) => !certificate.checkPrivateKey(keyOf(join(folder.store, 'keys', keyFileName(certificate)))),
    );
    expect(wrong).toEqual([]);
    expect((await folder.pki(plan, 'verify')).out).toBe(`${CERTIFICATES} proven, 0 problems\n`);
  }, 300_000);

  test('P08 P09 P11 P12 is accepted by Go, and by zlint without a remark', async () => {
    const pem = (id: string) => `${certificates.get(id)?.toString()}`;
    const leaves = [...certificates.keys()].filter((id) => id.includes('service-'));
    expect(leaves).toHaveLength(SERVICES);
    const above = { intermediates: [pem('temporal-clients-ca')], roots: [pem('temporal-clients-root')] };
    const verdicts = await go(leaves.map((id) => ({ leaf: pem(id), ...above, usage: 'client auth' }) as const));
    expect(verdicts.filter((reason) => reason !== '')).toEqual([]);
    expect(lint([...certificates.keys()].map(pem)).lint.flat()).toEqual([]);
    report(
      'a large program',
      `${CERTIFICATES} certificates and as many keys, each its own; ${leaves.length} accepted by Go`,
    );
  });
});

describe('a store with a passphrase', () => {
  const RIGHT = 'correct horse battery staple';
  const WRONG = 'incorrect horse battery';
  const folder = new LocalFolder();
  let keys: string[];
  let passphrases: Record<string, string>;
  beforeAll(async () => {
    const plan = folder.plan();
    passphrases = Object.fromEntries(
      [RIGHT, WRONG].map((text, index) => {
        const file = join(folder.folder, `passphrase-${index}`);
        writeFileSync(file, `${text}\n`, { mode: 0o600 });
        return [text, file];
      }),
    );
    const { code, err } = await temporalAuth('pki', 'init', '--plan', plan, '--passphrase-file', passphrases[RIGHT]);
    expect([code, err]).toEqual([0, '']);
    keys = keysIn(folder.store).map((name) => join(folder.store, 'keys', name));
    expect(keys.length).toBeGreaterThan(6);
  });

  /** SHA-256 of the public key of a key file, as OpenSSL and GnuTLS find it by code of their own; nothing where they cannot open it. */
  const readers: Array<[string, (file: string, passphrase: string) => string | undefined]> = [
    [
      'OpenSSL',
      (file, passphrase) => {
        const args = ['pkcs8', '-in', file, '-passin', `file:${passphrases[passphrase]}`];
        const { status, stdout } = spawnSync('openssl', args, { encoding: 'utf8' });
        return status === 0 ? publicKeyFacts(createPublicKey(stdout)).sha256 : undefined;
      },
    ],
    [
      'GnuTLS',
      (file, passphrase) => {
        const args = ['--key-info', '--pkcs8', '--password', passphrase, '--infile', file];
        const { stdout } = spawnSync('certtool', args, { encoding: 'utf8' });
        return /Public Key ID:\s+sha256:([0-9a-f]{64})/.exec(stdout)?.[1];
      },
    ],
  ];
  test.each(readers)('is opened by %s with it, and not with another', (_, read) => {
    for (const file of keys) {
      // A file is named after the public key of what it holds.
      expect(read(file, RIGHT)?.slice(0, 32)).toBe(basename(file, '.key'));
      expect(read(file, WRONG)).toBeUndefined();
    }
  });

  test('says to OpenSSL that it is encrypted as the guide says', () => {
    const structure = execFileSync('openssl', ['asn1parse', '-in', keys[0]], { encoding: 'utf8' });
    for (const word of ['PBES2', 'PBKDF2', 'hmacWithSHA256', 'aes-256-cbc']) expect(structure).toContain(word);
  });
});

function keyOf(file: string) {
  return createPrivateKey(readFileSync(file));
}
