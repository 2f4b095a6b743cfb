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

  test('a kid that stands twice is refused: one of the two would never be found', () => {
    expect(refusal(jwk(p256.publicKey), jwk(rsa.publicKey))).toMatchObject({
      code: 'INVALID_JWKS',
      option: 'jwks.keys',
    });
  });

  test('A05 has up to a hundred keys', () => {
    const keys = Array.from({ length: 101 }, (_, index) => jwk(p256.publicKey, { kid: `k${index}` }));
    expect(JSON.parse(render(...keys.slice(1))).keys).toHaveLength(100);
    expect(refusal(...keys)).toMatchObject({
      code: 'INVALID_JWKS',
      expected: 'a JSON Web Key Set with 1 to 100 keys',
    });
  });

  test.each([
    ['text that is no JSON', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no keys', '{}'],
    ['an empty list of keys', '{"keys": []}'],
    ['one key that is no set', '{"kty": "EC", "kid": "k1"}'],
    ['a discovery document', '{"issuer": "https://a.example", "jwks_uri": "https://a.example/keys"}'],
    ['a key that is no object', '{"keys": [1]}'],
    ['a megabyte', `{"keys": [], "x": "${'x'.repeat(1 << 20)}"}`],
  ])('A05 %s is refused', (_, content) => {
    expect(refusalOf(() => renderPublicJwks(Buffer.from(content), 'jwks')).code).toBe('INVALID_JWKS');
  });
});
