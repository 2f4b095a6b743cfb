import type { AuthenticationMethod } from '../../src/authn/authentication';
import { SecretRef } from '../../src/secrets/secret-ref';
import { authenticationModel } from '../../src/stack/authentication-model';
import { refusalOf } from '../support/refusal';

const uri = (name: string) => `https://${name}.example.com/jwks.json`;
const file: AuthenticationMethod = { kind: 'apiKeys', audience: 'temporal', jwks: '{"keys":[]}' };
const url: AuthenticationMethod = { kind: 'apiKeys', audience: 'temporal', keySourceUri: uri('a') };
const oidc = (clientSecret = SecretRef.existing('oidc', 'secret')): AuthenticationMethod => ({
  kind: 'oidc',
  audience: 'temporal',
  keySourceUri: uri('b'),
  login: {
    issuerUrl: 'https://b.example.com',
    clientId: 'ui',
    clientSecret,
    callbackUrl: 'https://ui.example.com/auth/sso/callback',
    scopes: ['openid'],
  },
});
const model = (...methods: AuthenticationMethod[]) => authenticationModel(methods, 'temporal');

describe('all methods together', () => {
  test('are one audience, one set of keys and one login', () => {
    expect(model(oidc(), file, url)).toEqual({
      audience: 'temporal',
      keySourceUris: [uri('a'), uri('b')],
      jwks: '{"keys":[]}',
      oidcLogin: {
        issuerUrl: 'https://b.example.com',
        clientId: 'ui',
        clientSecret: { secretName: 'oidc', key: 'secret' },
        callbackUrl: 'https://ui.example.com/auth/sso/callback',
        scopes: ['openid'],
      },
    });
  });

  test('F06 are the same in whatever order they are given, each source of keys once', () => {
    expect(model(url, file, oidc(), url)).toEqual(model(oidc(), url, file));
  });

  test('say nothing of a file or a login that there is not', () => {
    expect(model(url)).toEqual({ audience: 'temporal', keySourceUris: [uri('a')] });
  });

  test.each<[string, AuthenticationMethod[], string, string]>([
    ['A02 none', [], 'NO_AUTHENTICATION', ''],
    ['J05 two audiences', [url, { ...file, audience: 'other' }], 'AUDIENCE_MISMATCH', 'other'],
    ['two files', [file, url, file], 'DUPLICATE_AUTHENTICATION', '2 methods with a file with public keys'],
    ['A30 two logins', [oidc(), oidc()], 'DUPLICATE_AUTHENTICATION', '2 methods with a login for the UI'],
  ])('are refused where there are %s', (_, methods, code, value) => {
    const refusal = refusalOf(() => model(...methods));
    expect(refusal).toMatchObject({ code, option: 'TemporalAuthStack.authentication' });
    expect(refusal.value).toContain(value);
  });

  test('are refused where the client secret lies in another namespace than the UI', () => {
    const elsewhere = SecretRef._in('payments', 'oidc', 'secret');
    expect(refusalOf(() => model(oidc(elsewhere)))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: 'TemporalAuthStack.authentication.login.clientSecret',
    });
  });
});
