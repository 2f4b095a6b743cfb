import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestAuthority } from '../certificates';
import type { RunningPod } from '../pods/pod';
import { output } from '../pods/workload';
import { type Postgres, startPostgres } from './postgres';
import { SCHEMA_PASSWORD_VARIABLE, type SchemaOptions, schemaCommands } from './temporal-schema';

/** Where pods of the server find what this library has them mount. */
export const SERVER_FILES = '/etc/temporal-auth';

/** How the pods of every server here reach its database. */
export const DATABASE: SchemaOptions & { readonly passwordFile: string } = {
  host: 'postgres.company.com',
  port: 5432,
  user: 'temporal',
  database: 'temporal',
  visibilityDatabase: 'temporal_visibility',
  caFile: `${SERVER_FILES}/database-server/ca.crt`,
  certFile: `${SERVER_FILES}/database/tls.crt`,
  keyFile: `${SERVER_FILES}/database/tls.key`,
  passwordFile: `${SERVER_FILES}/database-password/password`,
};

/** The Secret whose `ca.crt` the database's administrator lets clients in by. */
export const DATABASE_CLIENT_SECRET = { namespace: 'temporal', name: 'temporal-database-client' } as const;

/** The database that the platform team runs outside the cluster, with an authority of its own. */
export class ExternalDatabase {
  /** No blank: Temporal's plugin escapes the password as a query, where a blank becomes a plus. */
  public readonly password = 'not:a/"secret"@\'so\'#?%$(x)';
  private readonly authority: TestAuthority;

  constructor(
    private readonly runFolder: string,
    public readonly host: string,
  ) {
    this.authority = new TestAuthority(join(runFolder, 'database-authority'), 'database servers');
  }

  /** What clients must verify the database by, PEM file. */
  public get serverCaFile(): string {
    return this.authority.certFile;
  }

  /**
   * Starts PostgreSQL.
   * @param clientCa what client certificates must be signed by, PEM.
   */
  public start(address: string, role: string, clientCa: string): Promise<Postgres> {
    const clientCaFile = join(this.runFolder, 'database-clients.crt');
    writeFileSync(clientCaFile, clientCa);
    const server = this.authority.issue('database', { dnsNames: [this.host], usage: 'serverAuth' });
    const { runFolder, password } = this;
    return startPostgres({ runFolder, address, ...server, clientCaFile, role, password });
  }
}

/** Makes both databases and their schemas with Temporal's own tool, from a pod that has the server's files. */
export async function createSchemas(pod: RunningPod, passwordFile: string, options: SchemaOptions): Promise<void> {
  for (const args of schemaCommands(options)) {
    const script = `${SCHEMA_PASSWORD_VARIABLE}=$(cat "$0") exec temporal-sql-tool "$@"`;
    await output(await pod.exec(['/bin/sh', '-c', script, passwordFile, ...args]));
  }
}
