import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Authentication } from '../../src/authn/authentication';
import type { ApiKeysOptions } from '../../src/authn/methods/api-keys';
import type { OidcOptions } from '../../src/authn/methods/oidc';
import { effects } from '../../src/core/effects';
import { SecretRef } from '../../src/secrets/secret-ref';
import { jwksFile } from '../gen/public-keys';
import { codeOf, refusalOf } from '../support/refusal';

const AUDIENCE = 'temporal';
const clientSecret = SecretRef.existing('oidc', 'client-secret');
const login = { clientId: 'temporal-ui', clientSecret, uiUrl: 'https://temporal.example.com' };
const provider: OidcOptions = {
  issuerUrl: 'https://login.example.com/realms/company/',
  jwksUri: 'https://login.example.com/keys',
  audience: AUDIENCE,
};

/** As a caller in plain JavaScript writes them. */
const apiKeys = (given: object) => Authentication.apiKeys(given as ApiKeysOptions);
const oidc = (given: object) => Authentication.oidc({ ...provider, ...given } as OidcOptions);
const modelOf = (method: Authentication) => method._modelIn('temporal');
const withLogin = (given: object) => oidc({ login: { ...login, ...given } });

describe('API keys', () => {
  test('are verified by public keys that come with the program', () => {
    const method = modelOf(apiKeys({ jwksFile, audience: AUDIENCE }));
    expect(method).toEqual({ audience: AUDIENCE, keySourceUris: [], jwks: expect.any(String) });
    expect(JSON.parse(method.jwks as string).keys[0].x).toBe(JSON.parse(readFileSync(jwksFile, 'utf8')).keys[0].x);
  });

  test('are verified by public keys that are fetched over https', () => {
    const method = modelOf(apiKeys({ jwksUri: 'https://keys.example.com/jwks.json', audience: AUDIENCE }));
    expect(method).toEqual({ audience: AUDIENCE, keySourceUris: ['https://keys.example.com/jwks.json'] });
  });

  test.each<[string, object, string]>([
    ['neither file nor URL', {}, 'neither'],
    ['both', { jwksFile, jwksUri: 'https://keys.example.com/jwks.json' }, 'both'],
  ])('A05 with %s are refused', (_, given, found) => {
    const refusal = refusalOf(() => apiKeys({ ...given, audience: AUDIENCE }));
    expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: 'Authentication.apiKeys', found });
  });

  test('whose URL is their audience are refused', () => {
    const url = 'https://keys.example.com/jwks.json';
    const refusal = refusalOf(() => apiKeys({ jwksUri: url, audience: url }));
    expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: 'Authentication.apiKeys.audience' });
  });

  test('at another endpoint of a provider are refused', () => {
    const refusal = refusalOf(() => apiKeys({ jwksUri: 'https://a.example/oauth2/token', audience: AUDIENCE }));
    expect(refusal).toMatchObject({ code: 'INVALID_URL', option: 'Authentication.apiKeys.jwksUri' });
  });

  test('A06 over http are refused', () => {
    const refusal = refusalOf(() => apiKeys({ jwksUri: 'http://keys.example.com/jwks.json', audience: AUDIENCE }));
    expect(refusal).toMatchObject({ code: 'INVALID_URL', option: 'Authentication.apiKeys.jwksUri' });
  });

  test('in a file that cannot be read are refused with its path and the reason', () => {
    const missing = path.join(path.dirname(jwksFile), 'nothing.json');
    const refusal = refusalOf(() => apiKeys({ jwksFile: missing, audience: AUDIENCE }));
    expect(refusal).toMatchObject({ code: 'INVALID_JWKS', option: 'Authentication.apiKeys.jwksFile' });
    expect(refusal.value).toContain('nothing.json');
    expect(refusal.fix).toContain('ENOENT');
    expect(refusalOf(() => apiKeys({ jwksFile: path.dirname(jwksFile), audience: AUDIENCE })).fix).toContain('EISDIR');
  });

  test('J07 in a file with a private key are refused, and none of it is repeated', () => {
    const d = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0';
    jest.spyOn(effects, 'readFile').mockReturnValueOnce(Buffer.from(JSON.stringify({ keys: [{ kty: 'EC', d }] })));
    const refusal = refusalOf(() => apiKeys({ jwksFile: 'x', audience: AUDIENCE }));
    expect(refusal.code).toBe('INVALID_JWKS');
    expect(JSON.stringify(refusal)).not.toContain(d);
  });

  test('F05 are read from the file once, when the program says so', () => {
    const readFile = jest.spyOn(effects, 'readFile');
    const before = readFile.mock.calls.length;
    apiKeys({ jwksFile, audience: AUDIENCE });
    expect(readFile.mock.calls.slice(before)).toEqual([[jwksFile]]);
  });
});

describe('an OpenID Connect provider', () => {
  test('gives the URL of its keys, and no login unless asked', () => {
    expect(modelOf(oidc({}))).toEqual({ audience: AUDIENCE, keySourceUris: ['https://login.example.com/keys'] });
  });

  test('J24 A30 gives a login with the issuer to the letter and the UI’s own callback', () => {
    expect(modelOf(oidc({ login })).oidcLogin).toEqual({
      issuerUrl: 'https://login.example.com/realms/company/',
      clientId: 'temporal-ui',
      clientSecret: { secretName: 'oidc', key: 'client-secret' },
      uiUrl: 'https://temporal.example.com',
      scopes: ['openid', 'profile', 'email'],
    });
  });

  test.each(['temporal-ui', '0oa1:x/y', 'https://ui.example.com', '7'])('knows the UI by the id %s', (clientId) => {
    expect(modelOf(withLogin({ clientId })).oidcLogin?.clientId).toBe(clientId);
  });

  test('is asked for the scopes that the program names', () => {
    const scopes = ['openid', 'temporal:read', 'https://scopes.example.com/x'];
    expect(modelOf(withLogin({ scopes })).oidcLogin?.scopes).toEqual(scopes);
  });

  test.each<[string, object, string, string]>([
    ['an issuer over http', { issuerUrl: 'http://login.example.com' }, 'INVALID_URL', 'issuerUrl'],
    ['keys over http', { jwksUri: 'http://login.example.com/keys' }, 'INVALID_URL', 'jwksUri'],
    ['no URL of its keys', { jwksUri: undefined }, 'MISSING_OPTION', 'jwksUri'],
    ['no issuer', { issuerUrl: undefined }, 'MISSING_OPTION', 'issuerUrl'],
    [
      'an issuer that is the token endpoint beside its keys',
      { issuerUrl: 'https://login.example.com/token' },
      'INVALID_URL',
      'issuerUrl',
    ],
    [
      'keys of another realm',
      { jwksUri: 'https://login.example.com/realms/compny/protocol/openid-connect/certs' },
      'INVALID_URL',
      'jwksUri',
    ],
    ['keys at the issuer', { issuerUrl: 'https://login.example.com/keys/' }, 'INVALID_VALUE', 'jwksUri'],
    ['the issuer as audience', { audience: 'https://login.example.com/realms/company' }, 'INVALID_VALUE', 'audience'],
    ['the URL of its keys as audience', { audience: 'https://login.example.com/keys' }, 'INVALID_VALUE', 'audience'],
    ['its own URL for the UI', { login: { ...login, uiUrl: provider.issuerUrl } }, 'INVALID_VALUE', 'login.uiUrl'],
  ])('with %s is refused', (_, given, code, option) => {
    expect(refusalOf(() => oidc(given))).toMatchObject({ code, option: `Authentication.oidc.${option}` });
  });

  test.each<[string, object, string, string]>([
    ['A30 a UI over http: its cookies would not be Secure', { uiUrl: 'http://t.example.com' }, 'INVALID_URL', 'uiUrl'],
    ['scopes without openid', { scopes: ['profile'] }, 'INVALID_VALUE', 'scopes'],
    ['no scope', { scopes: [] }, 'EMPTY_LIST', 'scopes'],
    ['a scope that stands twice', { scopes: ['openid', 'openid'] }, 'DUPLICATE_VALUE', 'scopes[1]'],
    ['two scopes in one text', { scopes: ['openid profile'] }, 'INVALID_VALUE', 'scopes[0]'],
    ['two scopes joined as the UI joins them', { scopes: ['openid', 'a,b'] }, 'INVALID_VALUE', 'scopes[1]'],
    ['K19 a client secret as text', { clientSecret: 'hunter2' }, 'WRONG_TYPE', 'clientSecret'],
    ['an empty client id', { clientId: '' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a client id that ends in a comment', { clientId: 'ui #1' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a client id that is an alias', { clientId: '*ui' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a client id that is a key', { clientId: 'ui:' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a client id that HTML escapes', { clientId: 'ui+1' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a scope that HTML escapes', { scopes: ['openid', "a'b"] }, 'INVALID_VALUE', 'scopes[1]'],
    ['A31 a client id that is nothing', { clientId: 'Null' }, 'INVALID_VALUE', 'clientId'],
    ['A31 a scope that is a key', { scopes: ['openid', 'profile:'] }, 'INVALID_VALUE', 'scopes[1]'],
    ['A31 a scope that is an alias', { scopes: ['openid', '*all'] }, 'INVALID_VALUE', 'scopes[1]'],
    ['A31 a scope that is nothing', { scopes: ['openid', 'null'] }, 'INVALID_VALUE', 'scopes[1]'],
    [
      'the UI’s callback in place of its URL',
      { uiUrl: 'https://t.example.com/auth/sso/callback' },
      'INVALID_URL',
      'uiUrl',
    ],
    ['F02 a callback of one’s own', { callbackUrl: 'https://x.example' }, 'UNKNOWN_OPTION', 'callbackUrl'],
  ])('with a login with %s is refused', (_, given, code, option) => {
    expect(refusalOf(() => withLogin(given))).toMatchObject({ code, option: `Authentication.oidc.login.${option}` });
  });
});

describe('a login', () => {
  test('is refused where the client secret lies in another namespace than the UI', () => {
    const elsewhere = withLogin({ clientSecret: SecretRef._in('payments', 'oidc', 'secret') });
    expect(refusalOf(() => modelOf(elsewhere))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: 'Authentication.oidc.login.clientSecret',
    });
  });
});

describe('every method', () => {
  const methods: Array<[string, (audience: unknown) => unknown]> = [
    ['API keys', (audience) => apiKeys({ jwksFile, audience })],
    ['OIDC', (audience) => oidc({ audience })],
  ];

  test.each(methods)('A12 J05 %s without an audience are refused: a token for another service would do', (_, make) => {
    expect(codeOf(() => make(undefined))).toBe('MISSING_AUDIENCE');
    expect(codeOf(() => make(''))).toBe('INVALID_VALUE');
    expect(codeOf(() => make(' '))).toBe('INVALID_VALUE');
    expect(codeOf(() => make(['temporal']))).toBe('WRONG_TYPE');
  });

  test.each(methods)('A21 %s with an audience that a template would run are refused', (_, make) => {
    expect(codeOf(() => make('{{ env "HOME" }}'))).toBe('UNSAFE_TEXT');
  });

  test('F01 F02 from plain JavaScript reads no unknown option and none of the language’s own', () => {
    expect(codeOf(() => apiKeys({ jwksFile, audience: AUDIENCE, issuer: 'x' }))).toBe('UNKNOWN_OPTION');
    expect(codeOf(() => oidc(JSON.parse('{"__proto__": {"audience": "x"}}')))).toBe('UNSAFE_KEY');
    expect(codeOf(() => Authentication.apiKeys(null as unknown as ApiKeysOptions))).toBe('WRONG_TYPE');
    expect(codeOf(() => Authentication.oidc(undefined as unknown as OidcOptions))).toBe('MISSING_OPTION');
  });
});
