import { renderServer } from '../../../src/temporal/server/render-server';
import { authModel } from '../../gen/auth-model';
import { leaves, serverConfigKeys, unreadable } from '../../support/server-config-keys';
import { CONFIGS, failing } from '../variants';

const paths = (config: unknown) => leaves(config).map(([path]) => path);

describe('the keys of the server configuration', () => {
  test('are looked at in every combination of options', () => {
    expect(CONFIGS).toHaveLength(24 * 5);
    expect(new Set(CONFIGS.map(({ text }) => text)).size).toBe(24 * 2); // the frontend's, and that of all others
  });

  test('A01 A33 are all read, at their level and with their type, by the declared server and by 1.32.2', () => {
    const unread = CONFIGS.flatMap(({ name, model, config }) =>
      [model.server.version, '1.32.2'].flatMap((version) =>
        unreadable(config, serverConfigKeys(version)).map((what) => `${name}: ${what} (${version})`),
      ),
    );
    expect(unread).toEqual([]);
  });

  test('A01 A33 are found where one is misspelt, of another case, at another level or of another type', () => {
    const config = renderServer(authModel(), 'frontend').config;
    const keys = serverConfigKeys('1.32.2');
    const { tls, authorization } = config.global;
    const planted: Array<[object, string]> = [
      [{ ...config, auth: {} }, 'auth is unknown'],
      [{ ...config, authorization }, 'authorization is unknown'],
      [{ ...config, tls }, 'tls is unknown'],
      [{ global: { ...config.global, authorization: { ...authorization, authoriser: 'default' } } }, 'authoriser'],
      [{ global: { tls: { internode: { server: { clientCAFiles: [] } } } } }, 'clientCAFiles is unknown'],
      [{ global: { tls: { internode: { client: { certFile: '/x' } } } } }, 'client.certFile is unknown'],
      [{ persistence: { datastores: { default: { tls: {} } } } }, 'default.tls is unknown'],
      [{ persistence: { default: { sql: {} } } }, 'persistence.default is unknown'],
      [{ global: { tls: { refreshInterval: 60 } } }, 'refreshInterval is no duration'],
      [{ global: { tls: { refreshInterval: '1d' } } }, 'refreshInterval is no duration'],
      [{ global: { tls: { internode: { server: { requireClientAuth: 'true' } } } } }, 'requireClientAuth is no bool'],
      [{ services: { frontend: { rpc: { rpcName: 'x' } } } }, 'rpcName is unknown'],
    ];
    for (const [broken, found] of planted) {
      expect(unreadable(broken, keys)).toEqual([expect.stringContaining(found)]);
    }
  });

  test('A01 that only newer servers read are found in the keys of the older one', () => {
    const newer = { global: { authorization: { remoteClusterAuth: { require: true } } } };
    expect(unreadable(newer, serverConfigKeys('1.32.2'))).toEqual([]);
    expect(unreadable(newer, serverConfigKeys('1.31.5'))).toEqual([
      'global.authorization.remoteClusterAuth is unknown',
    ]);
  });

  test('A33 of authorization and TLS stand under global, those of the database’s TLS under its store', () => {
    const expected = /^(global\.(authorization|tls)\.|persistence\.datastores\.(default|visibility)\.sql\.tls\.)/;
    const secured = /(^|\.)(tls|authorization|authorizer|claimMapper|jwtKeyProvider|audience)(\.|$)/i;
    expect(failing(({ config }) => paths(config).every((path) => !secured.test(path) || expected.test(path)))).toEqual(
      [],
    );
    expect(
      failing(({ config }) =>
        paths(config).some((path) => path.startsWith('persistence.datastores.visibility.sql.tls.')),
      ),
    ).toEqual([]);
  });

  test('A16 A17 A23 A27 A34 have none that weakens TLS, opens a second way in, or says the same twice', () => {
    const weak =
      /hostOverrides|disableHostVerification|Data(\[\])?$|remoteClusters|http(Port|Address)|publicClient|systemWorker|forceTLS|permissionsRegex|authHeaderName|bindOn/i;
    expect(failing(({ config }) => !paths(config).some((path) => weak.test(path)))).toEqual([]);
  });
});
