import type { ExternalSecretModel } from '../../secrets/model';
import type { CaCertificateModel } from './hierarchy';
import type { GenerationModel } from './rotation';

/** Roots and intermediates whose keys lie in a certificate store outside the cluster. */
export interface LocalAuthorityModel {
  /** The folder of the certificate store, absolute. */
  readonly store: string;
  /** Those that exist, the older one first; exactly one signs. */
  readonly generations: readonly LocalGenerationModel[];
  /** How what it signs comes into the cluster. */
  readonly delivery: DeliveryModel;
}

/** A root and an intermediate in a certificate store. */
export interface LocalGenerationModel extends GenerationModel {
  /** Where both are one that somebody else made; its certificate has the name of both. */
  readonly imported?: ImportedAuthorityModel;
  /** The name of the certificate that is trusted: the root's, or the intermediate's where the root is shared. */
  readonly anchor: string;
  readonly root: CaCertificateModel;
  readonly intermediate: CaCertificateModel;
}

/** An authority that somebody else made, and that the certificate store takes in. */
export interface ImportedAuthorityModel {
  /** The file with its certificate and those above it, absolute. */
  readonly certificateFile: string;
  /** The file with its private key, absolute. */
  readonly privateKeyFile: string;
  /** Whether peers verify by the last certificate of the file, and not by the authority's own. */
  readonly trustsTop: boolean;
}

/** The way of a certificate and its key from a secret store into a Secret. */
export interface DeliveryModel extends Pick<ExternalSecretModel, 'apiVersion' | 'store'> {
  /** What the names of the values in the store begin with, a `/` behind it; absent where they begin with nothing. */
  readonly remoteKeyPrefix?: string;
}
