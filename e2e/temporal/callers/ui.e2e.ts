import { Authentication, SecretRef } from 'cdk8s-temporal-auth';
import type { OidcLoginOptions } from '../../../src/authn/methods/oidc';
import { Program } from '../../../test/gen/program';
import { componentPath } from '../../harness/cache';
import { type CertificateFiles, TestAuthority } from '../../harness/certificates';
import { BackgroundProcess } from '../../harness/processes';
import { IdentityProvider } from '../../harness/temporal/identity-provider';
import { testFolder } from '../../harness/test-folder';

type Environment = Readonly<Record<string, string>>;

const HOST = 'localhost';
const PORT = 8080;
const UI = `http://127.0.0.1:${PORT}`;

let folder: string;
let authority: TestAuthority;
let certificate: CertificateFiles;
let provider: IdentityProvider;
let processes = 0;

beforeAll(async () => {
  folder = testFolder('ui');
  authority = new TestAuthority(`${folder}/authority`, 'public');
  certificate = authority.issue('ui', { usage: 'clientAuth' });
  provider = await IdentityProvider.start('127.0.0.1', HOST, 'permissions', authority);
});
afterAll(() => provider.stop());

/** The variables of the UI's pods where people log in like this. */
function environment(login: Partial<OidcLoginOptions> = {}): Environment {
  const authentication = Authentication.oidc({
    issuerUrl: provider.issuer,
    jwksUri: `${provider.issuer}/.well-known/jwks.json`,
    audience: 'temporal',
    login: {
      clientId: 'temporal-ui',
      clientSecret: SecretRef.existing('oidc', 'secret'),
      uiUrl: 'https://temporal.example.com',
      ...login,
    },
  });
  const variables = new Program().stack({ authentication: [authentication] }).ui.env() as {
    name: string;
    value?: string;
  }[];
  return Object.fromEntries(variables.map(({ name, value = 'from-its-secret' }) => [name, value]));
}

function start(env: Environment): BackgroundProcess {
  processes += 1;
  return BackgroundProcess.start({
    name: `ui-${processes}`,
    command: componentPath('temporal-ui', 'bin', 'ui-server'),
    args: ['--config', componentPath('temporal-ui', 'config'), '--root', '/', '--env', 'docker', 'start'],
    env: {
      ...env,
      SSL_CERT_FILE: authority.certFile,
      TEMPORAL_UI_PORT: `${PORT}`,
      // What its pods mount is loaded at its start; there is no frontend here to show it to.
      TEMPORAL_TLS_CA: authority.certFile,
      TEMPORAL_TLS_CERT: certificate.certFile,
      TEMPORAL_TLS_KEY: certificate.keyFile,
    },
    logFolder: folder,
  });
}

/** Does something with a running UI. */
async function withUi<T>(env: Environment, use: () => Promise<T>): Promise<T> {
  const ui = start(env);
  try {
    await ui.until('healthy', 20_000, async () => (await fetch(`${UI}/healthz`)).ok || undefined);
    return await use();
  } finally {
    await ui.stop();
  }
}

/** What the UI says at its end. */
async function saysAtItsEnd(env: Environment): Promise<string> {
  const ui = start(env);
  const ended = await Promise.race([
    ui.exit(),
    new Promise((resolve) => setTimeout(resolve, 10_000, 'it runs').unref()),
  ]);
  await ui.stop();
  return `${ended}: ${ui.log()}`;
}

/** A browser that begins a login at a page, comes back from the provider, and says where it ends and what it holds. */
async function login(place: string) {
  const begin = await fetch(`${UI}${place}/auth/sso?returnUrl=${place}/namespaces`, { redirect: 'manual' });
  const authorization = new URL(begin.headers.get('location') ?? '');
  const back = provider.logIn(authorization);
  const cookie = begin.headers
    .getSetCookie()
    .filter((each) => !each.includes('Max-Age=0'))
    .map((each) => each.split(';')[0])
    .join('; ');
  const end = await fetch(`${UI}${back.pathname}${back.search}`, { redirect: 'manual', headers: { cookie } });
  const names = end.headers.getSetCookie().map((each) => each.split('=')[0]);
  return {
    authorization,
    back,
    status: end.status,
    at: end.headers.get('location'),
    loggedIn: names.includes('user0'),
  };
}

describe('a login to the UI', () => {
  test('ends where it began', async () => {
    const ended = await withUi(environment(), () => login(''));
    expect(ended).toMatchObject({ status: 303, at: '/namespaces', loggedIn: true });
  });

  const BELOW = { uiUrl: 'https://tools.example.com/of-people/temporal/' };
  const PLACE = '/of-people/temporal';

  test('ends where it began below a path, which the UI’s page knows', async () => {
    const [page, ended] = await withUi(
      environment(BELOW),
      async () => [await (await fetch(`${UI}${PLACE}/`)).text(), await login(PLACE)] as const,
    );
    expect(page).toContain(`base: "${PLACE}"`);
    expect(ended.back.origin + ended.back.pathname).toBe(
      'https://tools.example.com/of-people/temporal/auth/sso/callback',
    );
    expect(ended).toMatchObject({ status: 303, at: `${PLACE}/namespaces`, loggedIn: true });
  });

  test('never ends below a path that the UI is not told', async () => {
    const { TEMPORAL_UI_PUBLIC_PATH: told, ...untold } = environment(BELOW);
    expect(told).toBe(PLACE);
    const page = await withUi(untold, () => fetch(`${UI}${PLACE}/auth/sso/callback`, { redirect: 'manual' }));
    expect(page.status).toBe(200);
    expect(new Set(page.headers.getSetCookie().map((each) => each.split('=')[0]))).toEqual(new Set(['_csrf']));
  });

  test.each([
    ['https://temporal.example.com', true],
    ['http://localhost:8080', false],
  ])('at %s has cookies that come back there', async (uiUrl, secure) => {
    const cookies = await withUi(environment({ uiUrl }), async () => {
      const begin = await fetch(`${UI}/auth/sso`, { redirect: 'manual' });
      return begin.headers.getSetCookie().filter((each) => /^(_csrf|state|nonce)=[^;]/.test(each));
    });
    expect(Object.fromEntries(cookies.map((each) => [each.split('=')[0], /; Secure/.test(each)]))).toEqual({
      _csrf: secure,
      nonce: secure,
      state: secure,
    });
  });

  test.each([
    ['0oa1:x/y', ['openid', 'temporal:read', 'api://temporal/.default']],
    ['7', ['openid', '.default', '1e3', '0x1F', 'true', 'https://scopes.example.com/a#b']],
    ['true', ['openid', '/a', '_b', 'c*d', 'e}', 'null:x']],
  ])('asks the provider by the id %s for the scopes %j, to the letter', async (clientId, scopes) => {
    const { authorization } = await withUi(environment({ clientId, scopes }), () => login(''));
    expect(authorization.searchParams.get('client_id')).toBe(clientId);
    expect(authorization.searchParams.get('scope')).toBe(scopes.join(' '));
  });
});

test.each([
  ['null', ''],
  ['ui+1', 'ui&#43;1'],
  ["ui'1", 'ui&#39;1'],
])('the UI takes the client id %s, which the library refuses, for %j', async (clientId, taken) => {
  const { authorization } = await withUi({ ...environment(), TEMPORAL_AUTH_CLIENT_ID: clientId }, () => login(''));
  expect(authorization.searchParams.get('client_id')).toBe(taken);
});

describe('the UI ends at its start, as the library refuses,', () => {
  test.each([
    ['/.well-known/openid-configuration', /404 Not Found/],
    ['/authorize', /404 Not Found/],
    ['/token', /404 Not Found|failed to decode/],
    ['/.well-known/jwks.json', /404 Not Found/],
    ['/a:', /yaml/],
  ])('for an issuer that is its %s', async (path, reason) => {
    const url = `${provider.issuer}${path}`;
    const wrong = { ...environment(), TEMPORAL_AUTH_PROVIDER_URL: url, TEMPORAL_AUTH_ISSUER_URL: url };
    expect(await saysAtItsEnd(wrong)).toMatch(reason);
  });

  test.each([
    ['a client id that is a key to YAML', { TEMPORAL_AUTH_CLIENT_ID: 'ui:' }, /yaml/],
    ['a scope that is a key to YAML', { TEMPORAL_AUTH_SCOPES: 'openid,profile:' }, /yaml/],
    ['a scope that is an alias to YAML', { TEMPORAL_AUTH_SCOPES: 'openid,*all' }, /yaml/],
  ])('for %s', async (_, wrong, reason) => {
    expect(await saysAtItsEnd({ ...environment(), ...wrong } as Environment)).toMatch(reason);
  });
});
