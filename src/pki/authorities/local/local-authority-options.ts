import { type Check, readOptions } from '../../../core/guards';
import { type HierarchyOptions, hierarchyGuards } from '../self-signed/hierarchy-options';
import { checkRotation } from '../self-signed/rotation-options';
import { type CertificateStoreOptions, certificateStoreGuards } from './certificate-store-options';

/** Options of an authority whose keys lie in a certificate store, a folder that `temporal-auth pki` looks after. */
export interface LocalAuthorityOptions extends CertificateStoreOptions, HierarchyOptions {}

/** Reads the options. Throws `INVALID_VALUE`, `INVALID_SAN`, `OUT_OF_RANGE`, `UNSERVED_API_VERSION`. */
export const localAuthorityOptions: Check<LocalAuthorityOptions> = (value, option) => {
  const read = readOptions<LocalAuthorityOptions>(option, value, {
    ...certificateStoreGuards,
    ...hierarchyGuards,
  });
  checkRotation(option, read);
  return read;
};
