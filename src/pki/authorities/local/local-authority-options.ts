import { readOptions } from '../../../core/guards';
import { type HierarchyOptions, hierarchyGuards } from '../self-signed/hierarchy-options';
import { checkRotation } from '../self-signed/rotation-options';
import { type CertificateStoreOptions, certificateStoreGuards } from './certificate-store-options';

/** Options of an authority whose keys lie in a certificate store, a folder that `temporal-auth pki` looks after. */
export interface LocalAuthorityOptions extends CertificateStoreOptions, HierarchyOptions {}

/** Reads the options. Throws `INVALID_VALUE`, `INVALID_SAN`, `OUT_OF_RANGE`, `UNSERVED_API_VERSION`. */
export function readLocalAuthorityOptions(type: string, options: LocalAuthorityOptions): LocalAuthorityOptions {
  const read = readOptions<LocalAuthorityOptions>(type, options, {
    ...certificateStoreGuards,
    ...hierarchyGuards,
  });
  checkRotation(type, read);
  return read;
}
