import type { PostgresOptions } from '../persistence/database';
import type { DatabaseModel } from '../persistence/model';
import { secretKeyIn } from '../secrets/secret-key-in';

/** The database as the server's pods see it. Throws `SECRET_ELSEWHERE`. */
export function databaseModel(postgres: PostgresOptions, namespace: string): DatabaseModel {
  return {
    host: postgres.host,
    port: postgres.port ?? 5432,
    user: postgres.user ?? 'temporal',
    databaseName: postgres.databaseName ?? 'temporal',
    visibilityDatabaseName: postgres.visibilityDatabaseName ?? 'temporal_visibility',
    password: secretKeyIn(namespace, postgres.password, 'Database.postgres.password'),
    serverCa: secretKeyIn(namespace, postgres.serverCa, 'Database.postgres.serverCa'),
    clientCertificate: postgres.clientCertificate ?? true,
  };
}
