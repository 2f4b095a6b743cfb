import { issuerUrl, jwksUri, requireIssuer, requireOneRealm } from '../../src/authn/provider-urls';
import { refusalOf } from '../support/refusal';

const issuer = (url: string, keys: string) => requireIssuer(issuerUrl(url, 'issuer'), jwksUri(keys, 'keys'), 'issuer');

/** Issuers and the keys of their discovery documents, as providers write them. */
const PROVIDERS: ReadonlyArray<readonly [provider: string, issuer: string, keys: string]> = [
  ['Keycloak', 'https://sso.example.com/realms/company', '/protocol/openid-connect/certs'],
  ['an old Keycloak', 'https://sso.example.com/auth/realms/company', '/protocol/openid-connect/certs'],
  ['a realm called token', 'https://sso.example.com/realms/token', '/protocol/openid-connect/certs'],
  ['Okta', 'https://company.okta.com/oauth2/default', '/v1/keys'],
  ['Auth0', 'https://company.eu.auth0.com/', '.well-known/jwks.json'],
  ['Cognito', 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1b2', '/.well-known/jwks.json'],
  ['Dex', 'https://dex.example.com/dex', '/keys'],
  ['an issuer called auth', 'https://example.com/auth', '/keys'],
  ['GitLab of one’s own', 'https://gitlab.example.com', '/oauth/discovery/keys'],
  ['Authentik', 'https://sso.example.com/application/o/temporal/', 'jwks/'],
  ['Vault', 'https://vault.example.com/v1/identity/oidc/provider/default', '/.well-known/keys'],
  [
    'Entra',
    'https://login.microsoftonline.com/6d0fa4c1/v2.0',
    'https://login.microsoftonline.com/6d0fa4c1/discovery/v2.0/keys',
  ],
  ['WSO2', 'https://is.example.com/oauth2/token', 'https://is.example.com/oauth2/jwks'],
  [
    'VMware',
    'https://a.vmwareidentity.com/SAAS/auth',
    'https://a.vmwareidentity.com/SAAS/API/1.0/REST/auth/token?attribute=publicKey&format=jwks',
  ],
  [
    'Firebase',
    'https://securetoken.google.com/shop',
    'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
  ],
  ['keys on another host', 'https://login.example.com/v2/auth', 'https://keys.example.com/jwks.json'],
];

describe('the URLs of a provider', () => {
  test.each(PROVIDERS)('of the kind of %s are taken', (_, url, keys) => {
    const whole = keys.startsWith('https:') ? keys : `${url}${keys}`;
    expect(() => issuer(url, whole)).not.toThrow();
    expect(issuerUrl(url, 'issuer')).toBe(url);
    expect(jwksUri(whole, 'keys')).toBe(whole);
  });
});

const KEYS = 'https://sso.example.com/realms/company/protocol/openid-connect/certs';
const KEYCLOAK = 'https://sso.example.com/realms/company/protocol/openid-connect';

describe('an issuer', () => {
  test.each<[string, string, string?]>([
    ['a discovery document', 'https://sso.example.com/realms/company/.well-known/openid-configuration'],
    ['an OAuth metadata document', 'https://sso.example.com/.well-known/oauth-authorization-server/realms/company'],
    ['its keys', KEYS],
    ['keys below .well-known', 'https://a.example/.well-known/jwks.json', 'https://a.example/.well-known/jwks.json'],
    ['keys called so', 'https://a.example/jwks.json', 'https://a.example/jwks.json'],
    ['where Keycloak’s endpoints are', KEYCLOAK],
    ['where Entra’s endpoints are', 'https://login.microsoftonline.com/6d0fa4c1/oauth2/v2.0'],
    ['Keycloak’s authorization endpoint', `${KEYCLOAK}/auth`],
    ['Keycloak’s token endpoint', `${KEYCLOAK}/token`],
    ['Keycloak’s logout', `${KEYCLOAK}/logout/`],
    ['Okta’s authorization endpoint', 'https://a.okta.com/oauth2/v1/authorize', 'https://a.okta.com/oauth2/v1/keys'],
    ['Auth0’s authorization endpoint', 'https://a.auth0.com/authorize', 'https://a.auth0.com/.well-known/jwks.json'],
    ['Auth0’s token endpoint', 'https://a.auth0.com/oauth/token', 'https://a.auth0.com/.well-known/jwks.json'],
    ['Hydra’s authorization endpoint', 'https://a.example/oauth2/auth', 'https://a.example/.well-known/jwks.json'],
    ['Dex’s authorization endpoint', 'https://a.example/auth', 'https://a.example/keys'],
    ['Dex’s token endpoint', 'https://a.example/dex/token', 'https://a.example/dex/keys'],
    ['Ping’s token endpoint', 'https://a.example/as/token.oauth2', 'https://a.example/pf/JWKS'],
    ['IdentityServer’s userinfo', 'https://a.example/connect/userinfo', 'https://a.example/jwks'],
    ['a URL with a query', 'https://sso.example.com/realms/company?x=1'],
    ['a URL that HTML escapes', 'https://sso.example.com/realms/a+b', 'https://sso.example.com/realms/a+b/keys'],
    ['Keycloak’s page of one’s own account', 'https://sso.example.com/realms/company/account/'],
    ['Keycloak’s console', 'https://sso.example.com/admin/master/console/'],
    ['GitHub', 'https://github.com'],
    ['GitHub’s login', 'https://github.com/login/oauth'],
    ['GitHub Enterprise’s login', 'https://github.example.com/login/oauth/authorize'],
    ['Bitbucket', 'https://bitbucket.org/site/oauth2'],
  ])('that is %s is refused: the UI finds no discovery document below it, and exits', (_, url, keys = KEYS) => {
    expect(refusalOf(() => issuer(url, keys))).toMatchObject({ code: 'INVALID_URL', option: expect.any(String) });
  });

  test('that is a discovery document is told what to write', () => {
    const { option, fix } = refusalOf(() =>
      issuerUrl('https://a.example/x/.well-known/openid-configuration', 'issuer'),
    );
    expect(option).toBe('issuer');
    expect(fix).toContain('https://a.example/x or https://a.example/x/');
  });
});

describe('a URL of keys', () => {
  test.each([
    ['the discovery document', 'https://sso.example.com/realms/company/.well-known/openid-configuration'],
    ['the OAuth metadata', 'https://sso.example.com/.well-known/oauth-authorization-server'],
    ['a token endpoint', `${KEYCLOAK}/token`],
    ['an authorization endpoint', 'https://a.example/oauth2/v2/auth'],
    ['userinfo', 'https://a.example/userinfo'],
    ['introspection', 'https://a.example/oauth2/introspect'],
    ['Okta’s token endpoint', 'https://a.okta.com/oauth2/default/v1/token'],
    ['Dex’s authorization endpoint', 'https://a.example/dex/auth'],
    ['SAML metadata', 'https://sso.example.com/realms/company/protocol/saml/descriptor'],
    [
      'federation metadata',
      'https://login.microsoftonline.com/6d0fa4c1/federationmetadata/2007-06/federationmetadata.xml',
    ],
    ['a certificate', 'https://a.auth0.com/pem'],
    ['a certificate in a file', 'https://a.example/signing.crt'],
    ['Keycloak’s issuer', 'https://sso.example.com/realms/company'],
    ['Okta’s issuer', 'https://company.okta.com/oauth2/default/'],
    ['Entra’s issuer', 'https://login.microsoftonline.com/6d0fa4c1/v2.0'],
    ['Authentik’s issuer', 'https://sso.example.com/application/o/temporal/'],
    ['certificates', 'https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com'],
  ])('that is of %s is refused: it empties the server’s keys', (_, url) => {
    expect(refusalOf(() => jwksUri(url, 'keys'))).toMatchObject({ code: 'INVALID_URL', option: 'keys' });
  });
});

describe('the keys of a realm', () => {
  const refused = (url: string, keys: string) => refusalOf(() => requireOneRealm(url, keys, 'keys'));

  test.each(['https://sso.example.com/realms/compny', 'https://sso.example.com/auth/realms/other/'])(
    'that is not the realm of the issuer %s are refused: they sign for other people, or lock everybody out',
    (url) => {
      expect(refused(url, KEYS)).toMatchObject({
        code: 'INVALID_URL',
        option: 'keys',
        expected: expect.stringMatching(/the realm of the issuer, (compny|other)$/),
      });
    },
  );

  test.each([
    ['on another host, below another path', 'https://sso.example.com/auth/realms/company/', KEYS],
    ['behind a path of one’s own', 'https://sso.example.com/company', KEYS],
    ['of no Keycloak', 'https://sso.example.com/realms/company', 'https://keys.example.com/jwks.json'],
  ])('%s are taken', (_, url, keys) => {
    expect(() => requireOneRealm(url, keys, 'keys')).not.toThrow();
  });
});

test.each([
  ['Google', 'https://accounts.google.com', 'https://www.googleapis.com/oauth2/v3/certs'],
  [
    'GitHub Actions',
    'https://token.actions.githubusercontent.com',
    'https://token.actions.githubusercontent.com/.well-known/jwks',
  ],
  ['GitLab.com', 'https://gitlab.com', 'https://gitlab.com/oauth/discovery/keys'],
  ['Apple', 'https://appleid.apple.com', 'https://appleid.apple.com/auth/keys'],
  ['Slack', 'https://slack.com', 'https://slack.com/openid/connect/keys'],
  ['LinkedIn', 'https://www.linkedin.com/oauth', 'https://www.linkedin.com/oauth/openid/jwks'],
  ['Facebook', 'https://www.facebook.com', 'https://limited.facebook.com/.well-known/oauth/openid/jwks/'],
])('%s is refused as a provider: its tokens can carry no permission', (name, url, keys) => {
  for (const read of [() => issuerUrl(url, 'url'), () => jwksUri(keys, 'url')]) {
    expect(refusalOf(read)).toMatchObject({ code: 'INVALID_URL', option: 'url', fix: expect.stringContaining(name) });
  }
});
