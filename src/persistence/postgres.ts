import { refuse } from '../core/errors';
import { bool, instanceOf, integer, matching, optional, readOptions } from '../core/guards';
import { type ConfigMapKey, configMapKey } from '../kubernetes/config-map-key';
import type { SecretKeyModel } from '../secrets/model';
import { secretKeyIn } from '../secrets/secret-key-in';
import { A_SECRET_REF, secretRef } from '../secrets/secret-option';
import { SecretRef } from '../secrets/secret-ref';
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
   *
   * @default - none: the database lets the user in by the client certificate alone (`cert` in its pg_hba.conf)
   */
  readonly password?: SecretRef;
  /**
   * The CA certificate (PEM) that signed the database's certificate, in the same Kubernetes namespace.
   *
   * @default - `serverCaConfigMap` says where it lies
   */
  readonly serverCa?: SecretRef;
  /**
   * The same in a ConfigMap, such as a trust-manager Bundle writes.
   *
   * @default - `serverCa` says where it lies
   */
  readonly serverCaConfigMap?: ConfigMapKey;
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

/** Temporal writes names into a URL as they stand; these characters mean nothing there. PostgreSQL cuts a longer name. */
const identifier = matching(
  /^[A-Za-z0-9_][A-Za-z0-9_.@$+~-]{0,62}$/,
  'a PostgreSQL name of at most 63 letters, digits, "_", "-", ".", "@", "$", "+" and "~", a letter, digit or "_" first',
  'Choose such a name: it stands in the URL by which Temporal reaches the database, and is not quoted there.',
);

const AT = 'Database.postgres';

const OR_CONFIG_MAP =
  '; or, where the CA certificate lies in a ConfigMap, serverCaConfigMap: { configMapName, key } in its place';

/** A CA certificate is no secret, so that people give what names one in other options. */
const serverCa = instanceOf(SecretRef, `${A_SECRET_REF}${OR_CONFIG_MAP}`, {
  secret: true,
  fix: 'Give one of the two.',
});

/** PostgreSQL as the server reaches it. */
export interface PostgresModel extends AnyDatabaseModel {
  readonly kind: 'postgres';
  readonly user: string;
  /** Absent where the client certificate logs in. */
  readonly password?: SecretKeyModel;
  readonly databaseName: string;
  readonly visibilityDatabaseName: string;
}

/** Reads the options. Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `MISSING_OPTION`. */
export function readPostgresOptions(options: unknown): PostgresOptions {
  const read = readOptions<PostgresOptions>(AT, options, {
    host: hostName,
    port: optional(integer(1, 65535)),
    user: optional(identifier),
    password: optional(secretRef),
    serverCa: optional(serverCa),
    serverCaConfigMap: optional(configMapKey),
    clientCertificate: optional(bool),
    databaseName: optional(identifier),
    visibilityDatabaseName: optional(identifier),
  });
  if (read.password === undefined && read.clientCertificate === false) {
    refuse('MISSING_OPTION', {
      option: `${AT}.password`,
      expected: A_SECRET_REF,
      fix: 'Add the option: nothing else logs the user in. Or leave out clientCertificate, where the database takes one for it.',
    });
  }
  if ((read.serverCa === undefined) === (read.serverCaConfigMap === undefined)) {
    refuse(read.serverCa === undefined ? 'MISSING_OPTION' : 'INVALID_VALUE', {
      option: `${AT}.serverCa`,
      ...(read.serverCa && { found: 'serverCaConfigMap beside it' }),
      expected: `${A_SECRET_REF}${OR_CONFIG_MAP}`,
      fix: 'Give one of the two.',
    });
  }
  return read;
}

/** The database as the server's pods in a Kubernetes namespace see it. Throws `SECRET_ELSEWHERE`. */
export function postgresModel(options: PostgresOptions, namespace: string): PostgresModel {
  const { host, port = 5432, user = 'temporal', password, clientCertificate = true } = options;
  return {
    kind: 'postgres',
    endpoints: [{ host, port, serverName: host, serverCa: serverCaIn(namespace, options) }], // the plugin verifies the name that it dials
    ...(clientCertificate && { clientCertificate: { user } }),
    user,
    ...(password && { password: secretKeyIn(namespace, password, `${AT}.password`) }),
    databaseName: options.databaseName ?? 'temporal',
    visibilityDatabaseName: options.visibilityDatabaseName ?? 'temporal_visibility',
  };
}

function serverCaIn(namespace: string, { serverCa, serverCaConfigMap }: PostgresOptions) {
  return serverCaConfigMap ?? secretKeyIn(namespace, serverCa as SecretRef, `${AT}.serverCa`); // one of them is given
}
