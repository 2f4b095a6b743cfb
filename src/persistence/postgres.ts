import { bool, integer, matching, optional, readOptions } from '../core/guards';
import type { SecretKeyModel } from '../secrets/model';
import { secretKeyIn } from '../secrets/secret-key-in';
import { secretRef } from '../secrets/secret-option';
import type { SecretRef } from '../secrets/secret-ref';
import { hostName } from './host-name';
import type { AnyDatabaseModel } from './model';

/** A PostgreSQL server, version 12 or newer, that holds Temporal's databases. */
export interface PostgresOptions {
  /** The host name by which the server is reached; its certificate must hold this very name. */
  readonly host: string;
  /**
   * The port.
   *
   * @default 5432
   */
  readonly port?: number;
  /**
   * The database user.
   *
   * @default temporal
   */
  readonly user?: string;
  /**
   * The user's password, in the Kubernetes namespace of the Temporal server. It is mounted as a file and read from there. It
   * must hold no blank: Temporal writes it into a URL in which a blank becomes "+", and PostgreSQL refuses that.
   */
  readonly password: SecretRef;
  /** The CA certificate (PEM) that signed the database's certificate, in the same Kubernetes namespace. */
  readonly serverCa: SecretRef;
  /**
   * Whether the database asks for a client certificate. One is then issued for the user, by an authority of its own.
   *
   * @default true
   */
  readonly clientCertificate?: boolean;
  /**
   * The name of the main database.
   *
   * @default temporal
   */
  readonly databaseName?: string;
  /**
   * The name of the visibility database.
   *
   * @default temporal_visibility
   */
  readonly visibilityDatabaseName?: string;
}

const identifier = matching(
  /^[A-Za-z_][A-Za-z0-9_$-]{0,62}$/,
  'a PostgreSQL name of at most 63 letters, digits, "_", "-" and "$"',
  'Choose such a name.',
);

/** PostgreSQL as the server reaches it. */
export interface PostgresModel extends AnyDatabaseModel {
  readonly kind: 'postgres';
  readonly user: string;
  readonly password: SecretKeyModel;
  readonly databaseName: string;
  readonly visibilityDatabaseName: string;
}

/** Reads the options. Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `MISSING_OPTION`. */
export function readPostgresOptions(options: unknown): PostgresOptions {
  return readOptions<PostgresOptions>('Database.postgres', options, {
    host: hostName,
    port: optional(integer(1, 65535)),
    user: optional(identifier),
    password: secretRef,
    serverCa: secretRef,
    clientCertificate: optional(bool),
    databaseName: optional(identifier),
    visibilityDatabaseName: optional(identifier),
  });
}

/** The database as the server's pods in a Kubernetes namespace see it. Throws `SECRET_ELSEWHERE`. */
export function postgresModel(options: PostgresOptions, namespace: string): PostgresModel {
  const { host, port = 5432, user = 'temporal', clientCertificate = true } = options;
  const serverCa = secretKeyIn(namespace, options.serverCa, 'Database.postgres.serverCa');
  return {
    kind: 'postgres',
    endpoints: [{ host, port, serverName: host, serverCa }], // the plugin verifies the name that it dials
    ...(clientCertificate && { clientCertificate: { user } }),
    user,
    password: secretKeyIn(namespace, options.password, 'Database.postgres.password'),
    databaseName: options.databaseName ?? 'temporal',
    visibilityDatabaseName: options.visibilityDatabaseName ?? 'temporal_visibility',
  };
}
