import type { SecretKeyModel } from '../secrets/model';

/** A listener of a database. */
export interface DatabaseEndpointModel {
  readonly host: string;
  readonly port: number;
  /** The name that is verified in its certificate. */
  readonly serverName: string;
  /** The authority of its certificate. */
  readonly serverCa: SecretKeyModel;
}

/** What is known of a database of any kind: all that edges, certificates and trust hashes read. */
export interface AnyDatabaseModel {
  readonly endpoints: readonly DatabaseEndpointModel[];
  /** Whose client certificate of the `database` purpose the server shows; absent where it shows none. */
  readonly clientCertificate?: { readonly user: string };
}
