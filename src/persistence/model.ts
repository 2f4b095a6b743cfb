import type { SecretKeyModel } from '../secrets/model';

/** A SQL database of the server. */
export interface DatabaseModel {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly databaseName: string;
  readonly visibilityDatabaseName: string;
  readonly password: SecretKeyModel;
  /** The authority of the database's own certificate. */
  readonly serverCa: SecretKeyModel;
  /** Whether the server shows a client certificate of the `database` purpose. */
  readonly clientCertificate: boolean;
}
