import type { JsonWebKey, KeyObject } from 'node:crypto';
import { renderPublicJwks } from '../../src/authn/public-jwks';
import { freshKeys } from '../support/fresh-keys';
import { refusalOf } from '../support/refusal';

const p256 = freshKeys('ec', { namedCurve: 'P-256' });
const rsa = freshKeys('rsa', { modulusLength: 2048 });
const jwk = (key: KeyObject, more: object = { kid: 'k1' }) => ({ ...key.export({ format: 'jwk' }), ...more });
const render = (...keys: object[]) => renderPublicJwks(Buffer.from(JSON.stringify({ keys })), 'jwks');
const refusal = (...keys: object[]) => refusalOf(() => render(...keys));

describe('a JSON Web Key Set', () => {
  test('is rendered anew: public members, algorithm and use, ordered by kid', () => {
    const rendered = JSON.parse(
      render(jwk(rsa.publicKey, { kid: 'b' }), jwk(p256.publicKey, { kid: 'a', note: 'mine' })),
    );
    expect(rendered.keys.map((key: JsonWebKey) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ]);
    expect(rendered.keys.map(({ kid, alg, use }: Record<string, string>) => [kid, alg, use])).toEqual([
      ['a', 'ES256', 'sig'],
      ['b', 'RS256', 'sig'],
    ]);
  });

  test.each([
    ['EC', p256.privateKey],
    ['RSA', rsa.privateKey],
  ])('J07 a private %s key is refused, and none of it is repeated', (_, key) => {
    const exported = jwk(key);
    const { code } = refusal(exported);
    expect(code).toBe('INVALID_JWKS');
    expect(() => render(exported)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(exported.d as string) }),
    );
  });

  test('a symmetric key is refused', () => {
    expect(refusal({ kty: 'oct', k: 'c2VjcmV0', kid: 'k1' }).code).toBe('INVALID_JWKS');
  });

  test.each<[string, object, string]>([
    ['no kid', { kid: undefined }, 'jwks.keys[0].kid'],
    ['an empty kid', { kid: '' }, 'jwks.keys[0].kid'],
    ['a number as kid', { kid: 1 }, 'jwks.keys[0].kid'],
    ['use enc', { kid: 'k1', use: 'enc' }, 'jwks.keys[0].use'],
    ['key_ops without verify', { kid: 'k1', key_ops: ['sign'] }, 'jwks.keys[0].key_ops'],
    ['ES384', { kid: 'k1', alg: 'ES384' }, 'jwks.keys[0].alg'],
    ['an unknown type', { kid: 'k1', kty: 'OKP' }, 'jwks.keys[0].kty'],
  ])('a key with %s is refused: the server would skip it without a word', (_, more, option) => {
    expect(refusal(jwk(p256.publicKey, more))).toMatchObject({ code: 'INVALID_JWKS', option });
  });

  test('PS256 on an RSA key is refused', () => {
    expect(refusal(jwk(rsa.publicKey, { kid: 'k1', alg: 'PS256' })).option).toBe('jwks.keys[0].alg');
  });

  test('another curve is refused', () => {
    const p384 = freshKeys('ec', { namedCurve: 'P-384' });
    expect(refusal(jwk(p384.publicKey)).option).toBe('jwks.keys[0].crv');
  });

  test('weak RSA keys are refused', () => {
    const short = freshKeys('rsa', { modulusLength: 1024 });
    expect(refusal(jwk(short.publicKey))).toMatchObject({ code: 'INVALID_JWKS', found: 'RSA of 1024 bits' });
    const exponent3 = freshKeys('rsa', { modulusLength: 2048, publicExponent: 3 });
    expect(refusal(jwk(exponent3.publicKey)).option).toBe('jwks.keys[0].e');
  });

  test('a point off the curve is refused', () => {
    const key = jwk(p256.publicKey) as Record<string, string>;
    expect(refusal({ ...key, y: key.x }).code).toBe('INVALID_JWKS');
  });

  test('a kid that stands twice is refused: one of the two would never be found', () => {
    expect(refusal(jwk(p256.publicKey), jwk(rsa.publicKey))).toMatchObject({
      code: 'INVALID_JWKS',
      option: 'jwks.keys',
    });
  });

  test.each([
    ['text that is no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no keys', '{}'],
    ['an empty list of keys', '{"keys": []}'],
    ['a key that is no object', '{"keys": [1]}'],
    ['a thousand keys', JSON.stringify({ keys: Array.from({ length: 1000 }, () => ({})) })],
    ['a megabyte', `{"keys": [], "x": "${'x'.repeat(1 << 20)}"}`],
  ])('A05 %s is refused', (_, content) => {
    expect(refusalOf(() => renderPublicJwks(Buffer.from(content), 'jwks')).code).toBe('INVALID_JWKS');
  });
});
