import { freshKeys } from '../../test/support/fresh-keys';
import { signedToken } from '../harness/temporal/signed-token';
import { checkTokens, type TokenAnswer } from '../harness/temporal/token-check';

/** What docs/guide/roles.md says that the server takes and does not take. */

const { privateKey, publicKey } = freshKeys('ec', { namedCurve: 'P-256' });
const JWKS = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }] });
const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = { sub: 'ann', aud: 'temporal', permissions: ['payments:write'] };

function ask(claims: object, jwks = JWKS): TokenAnswer {
  const token = signedToken(privateKey, 'k', { ...CLAIMS, ...claims });
  return checkTokens([{ jwks, token, audience: 'temporal' }])[0];
}

describe('the server takes a token', () => {
  test.each([
    ['without an end', {}],
    ['whose end is 0', { exp: 0 }],
    ['whose end is in milliseconds', { exp: NOW * 1000 }],
    ['of whichever issuer', { iss: 'https://anybody.example.com' }],
    ['for several audiences, of which one is the right one', { aud: ['others', 'temporal'] }],
  ])('%s', (_, claims) => {
    expect(ask(claims)).toMatchObject({ refused: '', namespaces: { payments: 4 } });
  });

  test('whose roles are written in any case, and adds up what stands twice', () => {
    expect(ask({ permissions: ['payments:READ', 'payments:Write', 'temporal-system:aDmIn'] })).toMatchObject({
      refused: '',
      system: 8,
      namespaces: { payments: 6 },
    });
  });
});

describe('the server refuses a token', () => {
  test.each([
    ['that has ended', { exp: NOW - 1 }],
    ['that begins in a minute', { nbf: NOW + 60 }],
    ['that is made in a minute', { iat: NOW + 60 }],
    ['for another audience', { aud: 'others' }],
    ['without a subject', { sub: undefined }],
  ])('%s', (_, claims) => {
    expect(ask(claims).refused).not.toBe('');
  });

  test.each([
    ['a discovery document', '{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}'],
    ['what a wrong path answers', '{"error":"not found"}'],
  ])('where its key source answers %s: it has no keys then, and says nothing of it', (_, jwks) => {
    expect(ask({}, jwks)).toMatchObject({ keysLost: '', refused: expect.stringContaining('not found') });
  });
});

test.each([
  ['one text', { permissions: 'payments:write' }],
  ['another claim', { permissions: undefined, realm_access: { permissions: ['payments:write'] } }],
  ['words that are no levels', { permissions: ['payments:writer', 'payments: write', 'write'] }],
])('the server grants nothing by %s', (_, claims) => {
  const { refused, system, namespaces } = ask(claims);
  expect({ refused, system, granted: Object.values(namespaces ?? {}).filter((role) => role !== 0) }).toEqual({
    refused: '',
    system: 0,
    granted: [],
  });
});
