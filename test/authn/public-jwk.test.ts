import type { KeyObject } from 'node:crypto';
import { readPublicKey } from '../../src/authn/public-jwk';
import { freshKeys } from '../support/fresh-keys';
import { keysToWrite, oddKeys } from '../support/odd-keys';
import { refusalOf } from '../support/refusal';

const { p256, rsa } = keysToWrite();
const jwk = (key: KeyObject, more: object = { kid: 'k1' }) => ({ ...key.export({ format: 'jwk' }), ...more });
const refusal = (key: object) => refusalOf(() => readPublicKey(key, 'key'));

describe('a JSON Web Key', () => {
  test.each([
    ['EC', p256.privateKey],
    ['RSA', rsa.privateKey],
  ])('J07 that is a private %s key is refused, and none of it is repeated', (_, key) => {
    const exported = jwk(key);
    const { code } = refusal(exported);
    expect(code).toBe('INVALID_JWKS');
    expect(() => readPublicKey(exported, 'key')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(exported.d as string) }),
    );
  });

  test('that is symmetric is refused', () => {
    expect(refusal({ kty: 'oct', k: 'c2VjcmV0', kid: 'k1' }).code).toBe('INVALID_JWKS');
  });

  test.each<[string, object, string]>([
    ['no kid', { kid: undefined }, 'key.kid'],
    ['an empty kid', { kid: '' }, 'key.kid'],
    ['a number as kid', { kid: 1 }, 'key.kid'],
    ['use enc', { kid: 'k1', use: 'enc' }, 'key.use'],
    ['key_ops without verify', { kid: 'k1', key_ops: ['sign'] }, 'key.key_ops'],
    ['ES384', { kid: 'k1', alg: 'ES384' }, 'key.alg'],
    ['an unknown type', { kid: 'k1', kty: 'OKP' }, 'key.kty'],
  ])('with %s is refused: the server would skip it without a word', (_, more, option) => {
    expect(refusal(jwk(p256.publicKey, more))).toMatchObject({ code: 'INVALID_JWKS', option });
  });

  test('with PS256 on an RSA key is refused', () => {
    expect(refusal(jwk(rsa.publicKey, { kid: 'k1', alg: 'PS256' })).option).toBe('key.alg');
  });

  test('on another curve is refused', () => {
    const p384 = freshKeys('ec', { namedCurve: 'P-384' });
    expect(refusal(jwk(p384.publicKey)).option).toBe('key.crv');
  });

  test('of weak RSA is refused', () => {
    const short = freshKeys('rsa', { modulusLength: 1024 });
    expect(refusal(jwk(short.publicKey))).toMatchObject({ code: 'INVALID_JWKS', found: 'RSA of 1024 bits' });
    const exponent3 = freshKeys('rsa', { modulusLength: 2048, publicExponent: 3 });
    expect(refusal(jwk(exponent3.publicKey)).option).toBe('key.e');
  });

  test('with a point off the curve is refused', () => {
    const key = jwk(p256.publicKey) as Record<string, string>;
    expect(refusal({ ...key, y: key.x }).code).toBe('INVALID_JWKS');
  });

  const odd = oddKeys({ p256, rsa });

  // e2e/authn/public-jwks.e2e.ts asks the server of each of them.
  test.each(odd.filter(({ refused }) => refused === undefined))(
    'with $what is written as every reader has it',
    (key) => {
      expect(readPublicKey(key.jwk, 'key')).toEqual(readPublicKey(key.usual, 'key'));
    },
  );

  test.each(odd.filter(({ refused }) => refused !== undefined))('with $what is refused', ({ jwk, refused }) => {
    expect(refusal(jwk)).toMatchObject({ code: 'INVALID_JWKS', option: `key${refused}` });
  });
});
