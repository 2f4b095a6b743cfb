import { goDuration } from '../../../core/durations';
import type { AuthModel } from '../../../model/auth-model';
import { type Section, SectionFiles } from '../../../model/section';
import type { PostgresModel } from '../../../persistence/postgres';
import { databasePaths } from '../../paths';
import { type DatastoreTlsConfig, datastoreTls } from './datastore-tls';
import type { DatastoresConfig } from './datastores-config';

/** `persistence.datastores.<name>`: PostgreSQL. */
export interface PostgresConfig {
  readonly sql: {
    readonly pluginName: 'postgres12';
    readonly databaseName: string;
    readonly connectAddr: string;
    readonly connectProtocol: 'tcp';
    readonly user: string;
    /** Absent where the client certificate logs in. */
    readonly passwordCommand?: { readonly command: string; readonly args: readonly string[]; readonly timeout: string };
    readonly maxConns: number;
    readonly maxIdleConns: number;
    readonly maxConnLifetime: string;
    /** PostgreSQL's plugin ignores `serverName`: it verifies the name that it dials. */
    readonly tls: DatastoreTlsConfig;
  };
}

/** Both stores in one PostgreSQL server. */
export function postgresSection(model: AuthModel, database: PostgresModel): Section<DatastoresConfig<PostgresConfig>> {
  const files = new SectionFiles();
  const [endpoint] = database.endpoints;
  const paths = databasePaths('database');
  const passwordCommand = database.password && {
    command: 'cat',
    args: [files.secret(paths.password, database.password)],
    timeout: goDuration(10),
  };
  const tls = datastoreTls(model, endpoint, paths, files);
  const store = (databaseName: string, maxConns: number): PostgresConfig => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${endpoint.host}:${endpoint.port}`,
      connectProtocol: 'tcp',
      user: database.user,
      ...(passwordCommand && { passwordCommand }),
      maxConns,
      maxIdleConns: maxConns,
      // The command is run for each new connection only: a changed password is taken up within this time.
      maxConnLifetime: goDuration(3600),
      tls,
    },
  });
  return {
    config: { default: store(database.databaseName, 20), visibility: store(database.visibilityDatabaseName, 10) },
    files: files.files,
  };
}
