import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { generatePrivateKey, readPrivateKey, writePrivateKey } from '../../../src/x509/keys/keys';
import type { PrivateKeyModel } from '../../../src/x509/model';
import { freshKeys } from '../../support/fresh-keys';
import { passphrase } from '../../support/passphrase';
import { codeOf, refusalOf } from '../../support/refusal';

jest.unmock('../../../src/x509/keys/derivation-rounds');

const OPTION = 'store/frontend.key';
const P256: PrivateKeyModel = { algorithm: 'ECDSA', size: 256 };

function pemOf(key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string {
  return key.export({ type, format: 'pem' }) as string;
}

describe('a private key', () => {
  const models: PrivateKeyModel[] = [P256, { algorithm: 'ECDSA', size: 384 }, { algorithm: 'RSA', size: 2048 }];
  test.each(models)('P20 of $algorithm $size is made, written as PKCS#8 and read again', async (model) => {
    const key = await generatePrivateKey(model);
    const pem = await writePrivateKey(key);
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(readPrivateKey(pem, OPTION).equals(key)).toBe(true);
  });

  test.each([
    { algorithm: 'RSA', size: 1024 },
    { algorithm: 'RSA', size: 2047 },
    { algorithm: 'RSA', size: 8192 },
    { algorithm: 'ECDSA', size: 521 },
    { algorithm: 'ECDSA', size: 192 },
  ] as const)('P20 of $algorithm $size is not made', async (model) => {
    await expect(generatePrivateKey(model)).rejects.toMatchObject({ code: 'WEAK_KEY' });
  });

  test('P21 is a fresh one each time', async () => {
    const [first, second] = await Promise.all([generatePrivateKey(P256), generatePrivateKey(P256)]);
    expect(first.equals(second)).toBe(false);
  });

  test('B102 B110 of PKCS#1 or SEC1 is read, with Windows line ends, text around it and a byte order mark', () => {
    const rsa = freshKeys('rsa', { modulusLength: 2048 }).privateKey;
    const ec = freshKeys('ec', { namedCurve: 'P-384' }).privateKey;
    expect(readPrivateKey(pemOf(rsa, 'pkcs1'), OPTION).equals(rsa)).toBe(true);
    const surrounded = `\ufeffa key\r\n${pemOf(ec, 'sec1').replaceAll('\n', ' \r\n')}\r\n`;
    expect(readPrivateKey(surrounded, OPTION).equals(ec)).toBe(true);
  });

  test('is read behind the parameters of its curve, as openssl ecparam writes it', () => {
    const ec = freshKeys('ec', { namedCurve: 'P-256' }).privateKey;
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    expect(readPrivateKey(parameters + pemOf(ec, 'sec1'), OPTION).equals(ec)).toBe(true);
    expect(refusalOf(() => readPrivateKey(parameters, OPTION)).code).toBe('INVALID_PRIVATE_KEY');
  });

  const weak: Array<[string, () => KeyObject]> = [
    ['Ed25519', () => freshKeys('ed25519').privateKey],
    ['P-521', () => freshKeys('ec', { namedCurve: 'P-521' }).privateKey],
    ['secp256k1', () => freshKeys('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['a curve by its parameters', () => freshKeys('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).privateKey],
    ['RSA-1024', () => freshKeys('rsa', { modulusLength: 1024 }).privateKey],
    ['RSA-2048 with the exponent 3', () => freshKeys('rsa', { modulusLength: 2048, publicExponent: 3 }).privateKey],
    ['RSA-PSS', () => freshKeys('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha256' }).privateKey],
  ];
  test.each(weak)('P20 P27 B110 of %s is refused', (_name, make) => {
    const refusal = refusalOf(() => readPrivateKey(pemOf(make(), 'pkcs8'), OPTION));
    expect(refusal).toMatchObject({ code: 'WEAK_KEY', option: OPTION });
  });
});

describe('a text that is no single private key', () => {
  const good = pemOf(freshKeys('ec', { namedCurve: 'P-256' }).privateKey, 'pkcs8');
  const secret = good.split('\n')[1];
  test.each([
    ['is empty', '', 'no PEM block'],
    ['is random', 'kubectl', 'no PEM block'],
    ['holds two keys', good + good, 'Keep one key alone'],
    ['has a damaged key', good.replace(secret, `${secret.slice(0, 20)}AAAA${secret.slice(24)}`), 'damaged'],
    ['lost its end', good.replace(/-----END.*/s, ''), 'has no END line'],
    ['is cut within its base64', good.replace(secret, secret.slice(0, -1)), 'not whole base64'],
    [
      'holds a public key',
      createPublicKey(good).export({ type: 'spki', format: 'pem' }) as string,
      'It has PUBLIC KEY',
    ],
    ['is a key in the old encryption of OpenSSL', good.replace('\n', '\nProc-Type: 4,ENCRYPTED\n'), 'has headers'],
  ])('P27 %s: it is refused, and nothing of it shown', (_name, text, fix) => {
    const refusal = refusalOf(() => readPrivateKey(text, OPTION));
    expect(refusal).toMatchObject({ code: 'INVALID_PRIVATE_KEY', option: OPTION, fix: expect.stringContaining(fix) });
    expect(JSON.stringify(refusal)).not.toContain(secret.slice(0, 20));
  });
});

describe('an encrypted private key', () => {
  const RIGHT = 'correct horse battery';
  let pem: string;
  beforeAll(async () => {
    pem = await writePrivateKey(
      createPrivateKey(pemOf(freshKeys('ec', { namedCurve: 'P-256' }).privateKey, 'pkcs8')),
      passphrase(RIGHT),
    );
  });

  test('is read with its passphrase', () => {
    expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(readPrivateKey(pem, OPTION, passphrase(RIGHT)).type).toBe('private');
  });

  test('P27 B109 is refused without a passphrase', () => {
    expect(codeOf(() => readPrivateKey(pem, OPTION))).toBe('PRIVATE_KEY_ENCRYPTED');
  });

  test('P27 B109 is refused with another passphrase, which is not shown', () => {
    const refusal = refusalOf(() => readPrivateKey(pem, OPTION, passphrase('incorrect horse battery')));
    expect(refusal.code).toBe('WRONG_PASSPHRASE');
    expect(JSON.stringify(refusal)).not.toContain('horse');
  });

  test('takes work to try a passphrase on: PBES2 with 600,000 rounds of HMAC-SHA256 and AES-256', () => {
    const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64').toString('hex');
    const rounds = '02030927c0'; // INTEGER 600000
    for (const part of ['2a864886f70d01050d', '2a864886f70d01050c', rounds, '2a864886f70d0209', '60864801650304012a']) {
      expect(der).toContain(part);
    }
  });
});
