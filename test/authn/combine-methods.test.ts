import { combineMethods } from '../../src/authn/combine-methods';
import type { AuthenticationModel, OidcLoginModel } from '../../src/authn/model';
import { refusalOf } from '../support/refusal';

const uri = (name: string) => `https://${name}.example.com/jwks.json`;
const oidcLogin: OidcLoginModel = {
  issuerUrl: 'https://b.example.com',
  clientId: 'ui',
  clientSecret: { secretName: 'oidc', key: 'secret' },
  uiUrl: 'https://ui.example.com',
  scopes: ['openid'],
};
const file: AuthenticationModel = { audience: 'temporal', keySourceUris: [], jwks: '{"keys":[]}' };
const url: AuthenticationModel = { audience: 'temporal', keySourceUris: [uri('a')] };
const oidc: AuthenticationModel = { audience: 'temporal', keySourceUris: [uri('b')], oidcLogin };
const model = (...methods: AuthenticationModel[]) => combineMethods(methods);

describe('all methods together', () => {
  test('are one audience, one set of keys and one login', () => {
    expect(model(oidc, file, url)).toEqual({
      audience: 'temporal',
      keySourceUris: [uri('a'), uri('b')],
      jwks: '{"keys":[]}',
      oidcLogin,
    });
  });

  test('F06 are the same in whatever order they are given, each source of keys once', () => {
    expect(model(url, file, oidc, url)).toEqual(model(oidc, url, file));
  });

  test('say nothing of a file or a login that there is not', () => {
    expect(model(url)).toEqual({ audience: 'temporal', keySourceUris: [uri('a')] });
  });

  test.each<[string, AuthenticationModel[], string, string]>([
    ['A02 none', [], 'NO_AUTHENTICATION', ''],
    ['J05 two audiences', [url, { ...file, audience: 'other' }], 'AUDIENCE_MISMATCH', 'other'],
    ['two files', [file, url, file], 'DUPLICATE_AUTHENTICATION', '2 methods with a file with public keys'],
    ['A30 two logins', [oidc, oidc], 'DUPLICATE_AUTHENTICATION', '2 methods with a login for the UI'],
  ])('are refused where there are %s', (_, methods, code, found) => {
    const refusal = refusalOf(() => model(...methods));
    expect(refusal).toMatchObject({ code, option: 'TemporalAuthStack.authentication' });
    expect(refusal.found).toContain(found);
  });
});
