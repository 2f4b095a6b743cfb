import { goDuration } from '../../../core/durations';
import type { AuthModel } from '../../../model/auth-model';
import { type Section, SectionFiles } from '../../../model/section';
import type { PostgresModel } from '../../../persistence/postgres';
import type { SecretKeyModel } from '../../../secrets/model';
import { SERVER_PATHS } from '../../paths';
import { certificateOf, keyPairOf } from '../../pki-lookup';
import type { DatastoresConfig } from './datastores-config';

/** `persistence.datastores.<name>`: PostgreSQL. */
export interface PostgresConfig {
  readonly sql: {
    readonly pluginName: 'postgres12';
    readonly databaseName: string;
    readonly connectAddr: string;
    readonly connectProtocol: 'tcp';
    readonly user: string;
    readonly passwordCommand: { readonly command: string; readonly args: readonly string[]; readonly timeout: string };
    readonly maxConns: number;
    readonly maxIdleConns: number;
    readonly maxConnLifetime: string;
    readonly tls: PostgresTlsConfig;
  };
}

/** `persistence.datastores.<name>.sql.tls`. PostgreSQL's plugin ignores `serverName`, so it is not here. */
export interface PostgresTlsConfig {
  readonly enabled: true;
  readonly enableHostVerification: true;
  readonly caFile: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** Both stores in one PostgreSQL server. */
export function postgresSection(model: AuthModel, database: PostgresModel): Section<DatastoresConfig<PostgresConfig>> {
  const files = new SectionFiles();
  const [endpoint] = database.endpoints;
  const password = files.mounted(SERVER_PATHS.databasePassword, secret(database.password));
  const tls = {
    enabled: true,
    enableHostVerification: true,
    caFile: files.mounted(SERVER_PATHS.databaseServerCa, secret(endpoint.serverCa)),
    ...(database.clientCertificate && clientPair(model, files)),
  } as const;
  const store = (databaseName: string, maxConns: number): PostgresConfig => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${endpoint.host}:${endpoint.port}`,
      connectProtocol: 'tcp',
      user: database.user,
      passwordCommand: { command: 'cat', args: [password], timeout: goDuration(10) },
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

function clientPair(model: AuthModel, files: SectionFiles): Pick<PostgresTlsConfig, 'certFile' | 'keyFile'> {
  const { certificate, key } = keyPairOf(certificateOf(model, 'database-client'));
  return {
    certFile: files.mounted(SERVER_PATHS.databaseCertificate, certificate),
    keyFile: files.mounted(SERVER_PATHS.databaseKey, key),
  };
}

function secret({ secretName: name, key }: SecretKeyModel) {
  return { kind: 'Secret', name, key } as const;
}
