import { bool, callOptions, optional, text } from '../../../core/guards';
import { type CertificateStoreOptions, certificateStoreGuards } from '../local/certificate-store-options';

/**
 * Options of an authority of your own that signs in the place of one that `temporal-auth pki` would make. It has no phases of
 * rotation: its successor comes by `temporal-auth pki renew --new-key`.
 */
export interface ImportedAuthorityOptions extends CertificateStoreOptions {
  /**
   * A PEM file with the authority's own certificate first, each certificate followed by the one that signed it, the root at the
   * end. `temporal-auth pki init` checks it and takes it into the store; synthesis does not read it.
   */
  readonly certificateFile: string;
  /**
   * A PEM file with its private key, which nobody else may read. It is read by `temporal-auth pki init` alone. An encrypted key
   * is opened with the passphrase of the store's keys.
   */
  readonly privateKeyFile: string;
  /**
   * Whether the root at the end of the chain signs for this purpose and nothing else, so that it may be trusted. Callers of the
   * frontend verify by the root in any case, since Node takes no other certificate, and verify a name as well.
   *
   * @default - false: what peers trust is the authority's own certificate
   */
  readonly dedicatedRoot?: boolean;
}

const file = text('the path of a file', 4096);

/** Reads the options. Throws `INVALID_VALUE`, `UNSERVED_API_VERSION`. */
export const importedAuthorityOptions = callOptions<ImportedAuthorityOptions>({
  ...certificateStoreGuards,
  certificateFile: file,
  privateKeyFile: file,
  dedicatedRoot: optional(bool),
});
