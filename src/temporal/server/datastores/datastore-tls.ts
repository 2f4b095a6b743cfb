import type { AuthModel } from '../../../model/auth-model';
import type { SectionFiles } from '../../../model/section';
import { type DatabaseEndpointModel, serverCaSource } from '../../../persistence/model';
import type { databasePaths } from '../../paths';
import { certificateOf, keyPairOf } from '../../pki-lookup';

/** `tls` of a datastore of any kind: verified by name, and shown a certificate where the database asks for one. */
export interface DatastoreTlsConfig {
  readonly enabled: true;
  readonly enableHostVerification: true;
  readonly caFile: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** How a listener of the server's database is verified, with what the server shows it. */
export function datastoreTls(
  model: AuthModel,
  endpoint: DatabaseEndpointModel,
  paths: ReturnType<typeof databasePaths>,
  files: SectionFiles,
): DatastoreTlsConfig {
  const verifies = {
    enabled: true,
    enableHostVerification: true,
    caFile: files.mounted(paths.serverCa, serverCaSource(endpoint)),
  } as const;
  if (model.database.clientCertificate === undefined) return verifies;
  const { certificate, key } = keyPairOf(certificateOf(model, 'database-client'));
  return {
    ...verifies,
    certFile: files.mounted(paths.certificate, certificate),
    keyFile: files.mounted(paths.key, key),
  };
}
