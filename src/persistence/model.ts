import type { ConfigMapKey } from '../kubernetes/config-map-key';
import type { PodFileModel } from '../kubernetes/model';
import type { SecretKeyModel } from '../secrets/model';

/** A listener of a database. */
export interface DatabaseEndpointModel {
  readonly host: string;
  readonly port: number;
  /** The name in its certificate that is verified. */
  readonly serverName: string;
  /** The CA certificate that its certificate is verified by. */
  readonly serverCa: SecretKeyModel | ConfigMapKey;
}

/** The fields of a database of any kind: edges, certificates and trust hashes read only these. */
export interface AnyDatabaseModel {
  readonly endpoints: readonly DatabaseEndpointModel[];
  /** The user of the client certificate (purpose `database`) that the server presents; absent where it presents none. */
  readonly clientCertificate?: { readonly user: string };
}

/** Where the CA certificate of a listener is mounted from. */
export function serverCaSource({ serverCa }: DatabaseEndpointModel): PodFileModel['source'] {
  const { key } = serverCa;
  return 'secretName' in serverCa
    ? { kind: 'Secret', name: serverCa.secretName, key }
    : { kind: 'ConfigMap', name: serverCa.configMapName, key };
}
