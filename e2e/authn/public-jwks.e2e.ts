import { renderPublicJwks } from '../../src/authn/public-jwks';
import { freshKeys } from '../../test/support/fresh-keys';
import { keysToWrite, type OddKey, oddKeys } from '../../test/support/odd-keys';
import { signedToken } from '../harness/temporal/signed-token';
import { checkTokens, type TokenAnswer } from '../harness/temporal/token-check';

const AUDIENCE = 'temporal';
const CLAIMS = { sub: 'ann', aud: AUDIENCE, permissions: ['payments:read'] };
const LET_IN: TokenAnswer = { keysLost: '', refused: '', system: 0, namespaces: { payments: 2 } };

const pair = keysToWrite();
const privateKeyOf = ({ usual }: OddKey) => (usual.kty === 'RSA' ? pair.rsa : pair.p256).privateKey;
const keys = oddKeys(pair);
const read = keys.filter(({ refused }) => refused === undefined);
const refused = keys.filter(({ refused }) => refused !== undefined);

/** What the server makes of a token that an odd key signed, where its key source answers this. */
function answers(asked: readonly OddKey[], jwks: (key: OddKey) => string): Record<string, TokenAnswer> {
  const token = (key: OddKey) => signedToken(privateKeyOf(key), 'odd', CLAIMS);
  const said = checkTokens(asked.map((key) => ({ jwks: jwks(key), token: token(key), audience: AUDIENCE })));
  return Object.fromEntries(asked.map(({ what }, index) => [what, said[index]]));
}

/** The key as it stands in a file. */
const asIs = ({ jwk }: OddKey) => JSON.stringify({ keys: [jwk] });

describe('a JSON Web Key that is accepted', () => {
  test('is written so that the server lets in whom it signed for', () => {
    const rendered = ({ jwk }: OddKey) => renderPublicJwks(Buffer.from(JSON.stringify({ keys: [jwk] })), 'jwks');
    expect(answers(read, rendered)).toEqual(Object.fromEntries(read.map(({ what }) => [what, LET_IN])));
  });

  test('would lose the server all its keys as it stands, where it is odd', () => {
    const lost = Object.entries(answers(read, asIs)).filter(([, { keysLost }]) => keysLost !== '');
    expect(lost.map(([what]) => what)).toEqual([
      'EC: padding',
      'EC: the other alphabet',
      'EC: zeros in front of a coordinate',
      'EC: a coordinate without its leading zero',
      'RSA: padding',
      'RSA: the other alphabet and padding',
    ]);
  });
});

test('a JSON Web Key that is refused lets nobody in on the server, but where the server reads another number', () => {
  const letIn = Object.entries(answers(refused, asIs)).filter(([, said]) => said.refused === '');
  expect(letIn.map(([what]) => what)).toEqual(['RSA: an exponent of 65 bits, whose last 64 are 65537']);
});

test('an RSA key of the largest size that is accepted lets people in', () => {
  const { privateKey, publicKey } = freshKeys('rsa', { modulusLength: 4096 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'large' };
  const jwks = renderPublicJwks(Buffer.from(JSON.stringify({ keys: [jwk] })), 'jwks');
  expect(checkTokens([{ jwks, token: signedToken(privateKey, 'large', CLAIMS), audience: AUDIENCE }])).toEqual([
    LET_IN,
  ]);
});

test('one odd key takes every other key of its set along', () => {
  const { privateKey, publicKey } = freshKeys('ec', { namedCurve: 'P-256' });
  const sound = { ...publicKey.export({ format: 'jwk' }), kid: 'sound' };
  const padded = keys.find(({ what }) => what === 'EC: padding') as OddKey;
  const ask = (...set: object[]) =>
    checkTokens([
      { jwks: JSON.stringify({ keys: set }), token: signedToken(privateKey, 'sound', CLAIMS), audience: AUDIENCE },
    ])[0];
  expect(ask(sound)).toEqual(LET_IN);
  expect(ask(sound, padded.jwk)).toMatchObject({ keysLost: expect.stringContaining('base64') });
  expect(ask(sound, padded.jwk).refused).not.toBe('');
});
