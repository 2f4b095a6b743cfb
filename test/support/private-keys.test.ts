import { type KeyObject, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { chain } from '../gen/certificates';
import { freshKeys } from './fresh-keys';
import { privateKeysIn } from './private-keys';

const keys: Record<string, KeyObject> = {
  'P-256': freshKeys('ec', { namedCurve: 'P-256' }).privateKey,
  'P-384': freshKeys('ec', { namedCurve: 'P-384' }).privateKey,
  RSA: freshKeys('rsa', { modulusLength: 2048 }).privateKey,
  Ed25519: freshKeys('ed25519').privateKey,
};
const encryption = { cipher: 'aes-256-cbc', passphrase: 'secret' };
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const der = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8') =>
  key.export({ type: type as 'pkcs8', format: 'der' });
const body = (text: string) => text.split('\n').slice(1, -2);
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');

/** Every kind of key, in octets. */
const octets: Array<[string, Buffer]> = [
  ...Object.entries(keys).map(([name, key]): [string, Buffer] => [`${name} in PKCS#8`, der(key)]),
  ['RSA in PKCS#1', der(keys.RSA, 'pkcs1')],
  ['P-256 in SEC1', der(keys['P-256'], 'sec1')],
  ['P-384 in SEC1', der(keys['P-384'], 'sec1')],
  ['P-256 encrypted', keys['P-256'].export({ type: 'pkcs8', format: 'der', ...encryption })],
  ['P-256 alone in SEC1', Buffer.concat([Buffer.from('30250201010420', 'hex'), randomBytes(32)])],
];

describe('the scanner of private keys', () => {
  /** How octets of a key lie in something else. */
  const wrappings: Array<[string, (key: Buffer) => string | Buffer]> = [
    ['alone', (key) => key],
    ['between other octets', (key) => Buffer.concat([randomBytes(100), key, randomBytes(100)])],
    ['in base64', base64],
    ['in base64url', (key) => key.toString('base64url')],
    ['in base64 behind a path', (key) => `https://host/a/${base64(key)}`],
    ['in base64 behind a word of letters', (key) => `ab${base64(key)}`],
    ['in base64 of lines', (key) => base64(key).replace(/.{64}/g, '$&\n')],
    ['in base64 of indented lines', (key) => base64(key).replace(/.{40}/g, '$&\r\n      ')],
    ['in base64 of escaped lines', (key) => JSON.stringify(JSON.stringify(base64(key).replace(/.{76}/g, '$&\n')))],
    ['in base64 of base64', (key) => base64(base64(key))],
    ['in base64 of base64 of base64', (key) => base64(base64(base64(key)))],
    ['in base64 of a manifest of base64', (key) => base64(`data:\n  tls.key: ${base64(key)}\n`)],
    ['in PEM', (key) => `-----BEGIN ${'PRIVATE'} KEY-----\n${base64(key)}`],
  ];
  describe.each(wrappings)('finds %s', (_, wrap) => {
    test.each(octets)('%s', (_name, key) => {
      expect(privateKeysIn(wrap(key)).length).toBeGreaterThan(0);
    });
  });

  const texts: Array<[string, string]> = [
    ['PEM', pem(keys.RSA)],
    ['PEM in JSON', JSON.stringify({ key: pem(keys['P-256']) })],
    ['PEM in JSON in JSON', JSON.stringify(JSON.stringify({ key: pem(keys['P-256']) }))],
    ['PEM in YAML', `key: |\n  ${pem(keys['P-256']).replaceAll('\n', '\n  ')}`],
    ['PEM on one line', pem(keys['P-256']).replaceAll('\n', '')],
    ['PEM of PKCS#1', keys.RSA.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['PEM of SEC1', keys['P-256'].export({ type: 'sec1', format: 'pem' }).toString()],
    ['encrypted PEM', keys.RSA.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString()],
    ['PEM encrypted of old', keys.RSA.export({ type: 'pkcs1', format: 'pem', ...encryption }).toString()],
    ['PEM in base64', base64(pem(keys['P-256']))],
    ['PEM without its boundaries', body(pem(keys['P-256'])).join('\n')],
    ['PEM without its boundaries, joined', body(pem(keys['P-256'])).join('')],
    ['a JWK', JSON.stringify(keys['P-256'].export({ format: 'jwk' }))],
    ['a JWK of RSA, indented', JSON.stringify(keys.RSA.export({ format: 'jwk' }), undefined, 2)],
    ['a JWK in JSON', JSON.stringify(JSON.stringify(keys.Ed25519.export({ format: 'jwk' })))],
    ['a JWK in base64url', Buffer.from(JSON.stringify(keys['P-256'].export({ format: 'jwk' }))).toString('base64url')],
    ['a JWK as Node prints it', inspect(keys['P-256'].export({ format: 'jwk' }))],
    ['a symmetric JWK', JSON.stringify({ kty: 'oct', k: randomBytes(32).toString('base64url') })],
  ];
  test.each(texts)('finds %s', (_, text) => {
    expect(privateKeysIn(text).length).toBeGreaterThan(0);
    expect(privateKeysIn(`before\n${text}\nafter`).length).toBeGreaterThan(0);
  });

  test('says which kind it is, and how deep it lies', () => {
    expect(privateKeysIn(base64(base64(der(keys.RSA, 'pkcs1'))))).toEqual(['PKCS#1 in base64 in base64']);
    expect(privateKeysIn(pem(keys['P-256']))[0]).toBe('PEM');
  });

  test('finds none in what is public, and in what only speaks of keys', async () => {
    const { leaf, intermediate, root } = await chain();
    const publicKey = freshKeys('rsa', { modulusLength: 2048 }).publicKey;
    for (const text of [
      ...[leaf, intermediate, root].map(({ certificate }) => certificate.pem),
      base64(leaf.certificate.pem),
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      `convert it to a -----BEGIN ${'PRIVATE'} KEY----- block with: openssl pkcs8 -topk8`,
      base64(randomBytes(100_000)),
      randomBytes(100_000).toString('hex'),
    ]) {
      expect(privateKeysIn(text)).toEqual([]);
    }
  });
});
