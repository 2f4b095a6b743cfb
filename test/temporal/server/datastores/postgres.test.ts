import type { PostgresModel } from '../../../../src/persistence/postgres';
import { postgresSection } from '../../../../src/temporal/server/datastores/postgres';
import { authModel, withDatabase } from '../../../gen/auth-model';

describe('PostgreSQL as datastores', () => {
  const stores = (parts: Partial<PostgresModel>) => {
    const model = authModel(withDatabase(parts));
    return postgresSection(model, model.database as PostgresModel).config;
  };

  test('is reached over TLS, verified by name, with the password read from a file', () => {
    const [endpoint] = authModel().database.endpoints;
    const { default: store, visibility } = stores({
      endpoints: [{ ...endpoint, host: 'db.example.com', port: 6432 }],
      user: 'app',
    });
    expect(store.sql).toEqual({
      pluginName: 'postgres12',
      databaseName: 'temporal',
      connectAddr: 'db.example.com:6432',
      connectProtocol: 'tcp',
      user: 'app',
      passwordCommand: { command: 'cat', args: ['/etc/temporal-auth/database-password/password'], timeout: '0h0m10s' },
      maxConns: 20,
      maxIdleConns: 20,
      maxConnLifetime: '1h0m0s',
      tls: {
        enabled: true,
        enableHostVerification: true,
        caFile: '/etc/temporal-auth/database-server/ca.crt',
        certFile: '/etc/temporal-auth/database/tls.crt',
        keyFile: '/etc/temporal-auth/database/tls.key',
      },
    });
    expect(visibility.sql).toEqual({
      ...store.sql,
      databaseName: 'temporal_visibility',
      maxConns: 10,
      maxIdleConns: 10,
    });
  });

  test('is asked no password where the client certificate logs in', () => {
    const { default: store } = stores({ password: undefined });
    expect(store.sql).not.toHaveProperty('passwordCommand');
    expect(store.sql.tls).toHaveProperty('certFile');
  });

  test('is verified by a CA certificate that is mounted from a ConfigMap', () => {
    const [endpoint] = authModel().database.endpoints;
    const model = authModel(
      withDatabase({ endpoints: [{ ...endpoint, serverCa: { configMapName: 'rds-ca', key: 'ca.crt' } }] }),
    );
    expect(postgresSection(model, model.database as PostgresModel).files).toContainEqual({
      path: '/etc/temporal-auth/database-server/ca.crt',
      source: { kind: 'ConfigMap', name: 'rds-ca', key: 'ca.crt' },
    });
  });

  test('is shown no certificate where it asks for none', () => {
    const { tls } = stores({ clientCertificate: undefined }).default.sql;
    expect(tls).toEqual({
      enabled: true,
      enableHostVerification: true,
      caFile: '/etc/temporal-auth/database-server/ca.crt',
    });
  });
});
