import { type PostgresModel, type PostgresOptions, postgresModel, readPostgresOptions } from './postgres';

/** The database of the server, by its kind. */
export type DatabaseModel = PostgresModel;

/**
 * The database of the Temporal server.
 *
 * @example
 * const database = Database.postgres({
 *   host: 'postgres.databases.svc.cluster.local',
 *   password: SecretRef.existing('postgres-credentials', 'password'),
 *   serverCa: SecretRef.existing('postgres-credentials', 'ca.crt'),
 * });
 */
export class Database {
  /** PostgreSQL over TLS, verified by name. Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `MISSING_OPTION`. */
  public static postgres(postgres: PostgresOptions): Database {
    const read = readPostgresOptions(postgres);
    return new Database((namespace) => postgresModel(read, namespace));
  }

  private constructor(
    /**
     * As the server's pods in a Kubernetes namespace see it.
     *
     * @internal
     */
    public readonly _modelIn: (namespace: string) => DatabaseModel,
  ) {}
}
