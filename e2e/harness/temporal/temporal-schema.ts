/** How Temporal's schema tool reaches the database: what the server's own configuration says, as flags. */
export interface SchemaOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The database of the default store. */
  readonly database: string;
  /** The database of the visibility store. */
  readonly visibilityDatabase: string;
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** @default - the host */
  readonly serverName?: string;
}

/** The environment variable from which the tool takes the password. */
export const SCHEMA_PASSWORD_VARIABLE = 'SQL_PASSWORD';

/**
 * The arguments of each call of `temporal-sql-tool` that makes both databases and brings their schemas, which the tool
 * carries, to the newest version. To be run in this order.
 */
export function schemaCommands(options: SchemaOptions): readonly (readonly string[])[] {
  return [
    ...databaseCommands(options, options.database, 'postgresql/v12/temporal'),
    ...databaseCommands(options, options.visibilityDatabase, 'postgresql/v12/visibility'),
  ];
}

function databaseCommands(options: SchemaOptions, database: string, schema: string): readonly (readonly string[])[] {
  const connection = [
    `--endpoint=${options.host}`,
    `--port=${options.port}`,
    `--user=${options.user}`,
    '--plugin=postgres12',
    `--database=${database}`,
    '--tls',
    `--tls-ca-file=${options.caFile}`,
    `--tls-cert-file=${options.certFile}`,
    `--tls-key-file=${options.keyFile}`,
    ...(options.serverName === undefined ? [] : [`--tls-server-name=${options.serverName}`]),
  ];
  return [
    [...connection, 'create-database'],
    [...connection, 'setup-schema', '--version=0.0'],
    [...connection, 'update-schema', `--schema-name=${schema}`],
  ];
}
