import type { OidcLoginModel } from '../../src/authn/model';
import { COMPONENT_NAMES, SERVER_SERVICES } from '../../src/pki/model/component';
import { profileNeeds, renderClientProfile } from '../../src/temporal/callers/client-profile';
import { componentProfile } from '../../src/temporal/callers/component-profile';
import { CLIENT_PATHS } from '../../src/temporal/paths';
import { podNeeds } from '../../src/temporal/pod-needs';
import { serverConfigKey } from '../../src/temporal/server/render-server';
import { authModel, withAuthentication, withAuthority, withCertificate, withDatabase } from '../gen/auth-model';
import { CONFIGS, VARIANTS } from './variants';

/** Every absolute path in a text, as a process would open it. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w:/])(?:file:\/\/)?(\/[\w.-]+(?:\/[\w.-]+)+)/g)].map(([, path]) => path);
}

const filesOf = (component: (typeof COMPONENT_NAMES)[number], model = authModel()) =>
  podNeeds(model, component).files.map(({ path, source }) => `${path} ← ${source.kind} ${source.name} ${source.key}`);

const env = (component: (typeof COMPONENT_NAMES)[number], model = authModel()) => podNeeds(model, component).env;

describe('the files of a pod', () => {
  test('A28 are all that its configuration names, in every combination of options', () => {
    for (const { model, service, text } of CONFIGS) {
      const mounted = podNeeds(model, service).files.map(({ path }) => path);
      const named = pathsIn(text);
      expect(named.length).toBeGreaterThan(8);
      expect(mounted).toEqual(expect.arrayContaining(named));
    }
  });

  test('A28 are all named: no key lies in a pod that does not use it', () => {
    for (const { model, service, text } of CONFIGS) {
      const named = [...pathsIn(text), '/etc/temporal-auth/config/config.yaml'];
      expect(podNeeds(model, service).files.filter(({ path }) => !named.includes(path))).toEqual([]);
    }
  });

  test('A28 lie at paths of their own', () => {
    for (const [, model] of VARIANTS) {
      for (const component of COMPONENT_NAMES) {
        const paths = podNeeds(model, component).files.map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }
    }
  });

  test('A28 are those of a client profile, which names them by the same constants', () => {
    const commandLine = componentProfile(authModel().pki, 'command-line');
    const mounted = profileNeeds(commandLine).files.map(({ path }) => path);
    expect(pathsIn(renderClientProfile(commandLine))).toEqual([
      CLIENT_PATHS.certificate,
      CLIENT_PATHS.key,
      CLIENT_PATHS.serverCa,
    ]);
    expect(mounted).toEqual([CLIENT_PATHS.profile, ...pathsIn(renderClientProfile(commandLine))]);
  });

  test('the check of paths finds those of texts, lists and file URLs, and leaves hosts alone', () => {
    const text = 'a: /etc/x/y\nb: ["/c/d.e"]\nc: file:///j/k.json\nd: https://h.example/p/q\ne: a/b/c';
    expect(pathsIn(text)).toEqual(['/etc/x/y', '/c/d.e', '/j/k.json']);
  });
});

describe('the pods of the server', () => {
  test('hold the frontend’s key and the trust in its clients in the frontend’s pods alone', () => {
    const frontends = (files: string[]) => files.filter((file) => /\/(frontend|clients-trust-\d)\//.test(file));
    expect(frontends(filesOf('frontend'))).toEqual([
      '/etc/temporal-auth/clients-trust-0/ca.crt ← Secret temporal-clients-trust ca.crt',
      '/etc/temporal-auth/frontend/tls.crt ← Secret temporal-frontend tls.crt',
      '/etc/temporal-auth/frontend/tls.key ← Secret temporal-frontend tls.key',
    ]);
    for (const service of SERVER_SERVICES.filter((name) => name !== 'frontend')) {
      expect(frontends(filesOf(service))).toEqual([]);
    }
  });

  test('hold what every service needs', () => {
    for (const service of SERVER_SERVICES) {
      expect(filesOf(service)).toEqual(
        expect.arrayContaining([
          `/etc/temporal-auth/config/config.yaml ← ConfigMap temporal-server-config ${serverConfigKey(service)}`,
          '/etc/temporal-auth/config/dynamic-config.yaml ← ConfigMap temporal-server-config dynamic-config.yaml',
          '/etc/temporal-auth/internode/tls.crt ← Secret temporal-internode tls.crt',
          '/etc/temporal-auth/internode/tls.key ← Secret temporal-internode tls.key',
          '/etc/temporal-auth/internode-trust-0/ca.crt ← Secret temporal-internode ca.crt',
          '/etc/temporal-auth/frontend-trust-0/ca.crt ← Secret temporal-frontend-trust ca.crt',
          '/etc/temporal-auth/jwks/jwks.json ← ConfigMap temporal-jwks jwks.json',
          '/etc/temporal-auth/database-password/password ← Secret temporal-secrets database-password',
          '/etc/temporal-auth/database-server/ca.crt ← Secret temporal-secrets database-ca.crt',
          '/etc/temporal-auth/database/tls.crt ← Secret temporal-database-client tls.crt',
          '/etc/temporal-auth/database/tls.key ← Secret temporal-database-client tls.key',
        ]),
      );
      expect(env(service)).toEqual([
        { name: 'TEMPORAL_SERVER_CONFIG_FILE_PATH', value: '/etc/temporal-auth/config/config.yaml' },
        { name: 'TEMPORAL_SERVICES', value: service },
      ]);
    }
  });

  test('hold no certificate for a database that asks for none, and no keys where all come over https', () => {
    const model = authModel(withDatabase({ clientCertificate: undefined }), withAuthentication({ jwks: undefined }));
    expect(filesOf('history', model).filter((file) => /\/(database|jwks)\//.test(file))).toEqual([]);
  });

  test('hold each trusted CA in a file of its own: the server compares only the first certificate of a file', () => {
    const trust = ['old', 'new'].map((name) => ({
      authority: name,
      kind: 'ConfigMap' as const,
      name,
      namespace: 'temporal',
      key: 'ca.pem',
    }));
    const model = authModel(withAuthority('clients', { trust }));
    expect(filesOf('frontend', model)).toEqual(
      expect.arrayContaining([
        '/etc/temporal-auth/clients-trust-0/ca.crt ← ConfigMap old ca.pem',
        '/etc/temporal-auth/clients-trust-1/ca.crt ← ConfigMap new ca.pem',
      ]),
    );
  });

  test('read their configuration from the frontend’s key, or from that of the others', () => {
    expect(SERVER_SERVICES.map((service) => serverConfigKey(service))).toEqual([
      'frontend.yaml',
      'internal.yaml',
      'internal.yaml',
      'internal.yaml',
      'internal.yaml',
    ]);
  });
});

describe('the pod of the UI', () => {
  const CONNECTION = [
    { name: 'TEMPORAL_ADDRESS', value: 'temporal-frontend.temporal.svc.cluster.local:7233' },
    { name: 'TEMPORAL_TLS_CA', value: '/etc/temporal-client/trust/ca.crt' },
    { name: 'TEMPORAL_TLS_CERT', value: '/etc/temporal-client/certificate/tls.crt' },
    { name: 'TEMPORAL_TLS_KEY', value: '/etc/temporal-client/certificate/tls.key' },
    { name: 'TEMPORAL_TLS_SERVER_NAME', value: 'temporal-frontend.temporal.svc.cluster.local' },
    { name: 'TEMPORAL_TLS_ENABLE_HOST_VERIFICATION', value: 'true' },
  ];

  test('A17 verifies the frontend by name, and shows it its own certificate', () => {
    expect(env('ui', authModel(withAuthentication({ oidcLogin: undefined })))).toEqual(CONNECTION);
    const given = { kind: 'ConfigMap', name: 'bundle', namespace: 'temporal', key: 'all.pem' } as const;
    expect(filesOf('ui', authModel(withCertificate('ui', { frontendTrust: given })))).toContain(
      '/etc/temporal-client/trust/ca.crt ← ConfigMap bundle all.pem',
    );
    expect(filesOf('ui')).toEqual([
      '/etc/temporal-client/certificate/tls.crt ← Secret temporal-ui tls.crt',
      '/etc/temporal-client/certificate/tls.key ← Secret temporal-ui tls.key',
      '/etc/temporal-client/trust/ca.crt ← Secret temporal-frontend-trust ca.crt',
    ]);
  });

  test('A30 J23 lets people in by the provider, with the client secret from its Secret', () => {
    expect(env('ui').slice(CONNECTION.length)).toEqual([
      { name: 'TEMPORAL_AUTH_ENABLED', value: 'true' },
      { name: 'TEMPORAL_AUTH_PROVIDER_URL', value: 'https://login.example.com/realms/company' },
      { name: 'TEMPORAL_AUTH_ISSUER_URL', value: 'https://login.example.com/realms/company' },
      { name: 'TEMPORAL_AUTH_CLIENT_ID', value: 'temporal-ui' },
      {
        name: 'TEMPORAL_AUTH_CLIENT_SECRET',
        secretKeyRef: { name: 'temporal-secrets', key: 'oidc-client-secret' },
      },
      { name: 'TEMPORAL_AUTH_CALLBACK_URL', value: 'https://temporal.example.com/auth/sso/callback' },
      { name: 'TEMPORAL_AUTH_SCOPES', value: 'openid,profile,email' },
    ]);
  });

  test('knows of the place that people open it at what it does not take from the callback', () => {
    const place = (uiUrl: string) => {
      const oidcLogin = { ...authModel().authentication.oidcLogin, uiUrl } as OidcLoginModel;
      return env('ui', authModel(withAuthentication({ oidcLogin }))).slice(CONNECTION.length + 5);
    };
    const scopes = { name: 'TEMPORAL_AUTH_SCOPES', value: 'openid,profile,email' };
    expect(place('https://tools.example.com/a/temporal')).toEqual([
      { name: 'TEMPORAL_AUTH_CALLBACK_URL', value: 'https://tools.example.com/a/temporal/auth/sso/callback' },
      scopes,
      { name: 'TEMPORAL_UI_PUBLIC_PATH', value: '/a/temporal' },
    ]);
    expect(place('http://localhost:8080')).toEqual([
      { name: 'TEMPORAL_AUTH_CALLBACK_URL', value: 'http://localhost:8080/auth/sso/callback' },
      scopes,
      { name: 'TEMPORAL_CSRF_COOKIE_INSECURE', value: 'true' },
    ]);
  });

  test('names in its variables only files that it holds', () => {
    const mounted = podNeeds(authModel(), 'ui').files.map(({ path }) => path);
    const named = env('ui').flatMap((variable) => ('value' in variable ? pathsIn(variable.value) : []));
    expect(named.sort()).toEqual(mounted.sort());
  });
});

describe('the pod of the command line', () => {
  test('finds its profile by the variable that SDKs and the command line read', () => {
    expect(env('command-line')).toEqual([{ name: 'TEMPORAL_CONFIG_FILE', value: CLIENT_PATHS.profile }]);
    expect(filesOf('command-line')).toEqual([
      '/etc/temporal-client/profile/temporal.toml ← ConfigMap temporal-command-line-profile temporal.toml',
      '/etc/temporal-client/certificate/tls.crt ← Secret temporal-command-line tls.crt',
      '/etc/temporal-client/certificate/tls.key ← Secret temporal-command-line tls.key',
      '/etc/temporal-client/trust/ca.crt ← Secret temporal-frontend-trust ca.crt',
    ]);
  });

  test('has no variable of the UI’s: the command line reads TEMPORAL_TLS_CERT as its own', () => {
    expect(env('command-line').filter(({ name }) => name.startsWith('TEMPORAL_TLS'))).toEqual([]);
  });
});
