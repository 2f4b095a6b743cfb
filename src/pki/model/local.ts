import type { ExternalSecretModel } from '../../secrets/model';
import type { CaCertificateModel } from './hierarchy';
import type { GenerationModel } from './rotation';

/** Roots and intermediates whose keys lie in a certificate store outside the cluster. */
export interface LocalAuthorityModel {
  /** The folder of the certificate store, absolute. */
  readonly store: string;
  /** The generations that exist, the older one first; exactly one signs. */
  readonly generations: readonly LocalGenerationModel[];
  /** How its certificates are delivered into the cluster. */
  readonly delivery: DeliveryModel;
}

/** A root and an intermediate in a certificate store. */
export interface LocalGenerationModel extends GenerationModel {
  /** The imported authority that is both of them; its certificate then has the name of both. */
  readonly imported?: ImportedAuthorityModel;
  /** The name of the certificate that is trusted: the root's, or the intermediate's where the root is shared. */
  readonly anchor: string;
  readonly root: CaCertificateModel;
  readonly intermediate: CaCertificateModel;
}

/** An imported authority: somebody else made it, and the certificate store holds it. */
export interface ImportedAuthorityModel {
  /** The file with its certificate and those above it, absolute. */
  readonly certificateFile: string;
  /** The file with its private key, absolute. */
  readonly privateKeyFile: string;
  /** Whether peers verify by the last certificate of the file, and not by the authority's own. */
  readonly trustsTop: boolean;
}

/** How a certificate and its key are delivered from a secret store into a Secret. */
export interface DeliveryModel extends Pick<ExternalSecretModel, 'apiVersion' | 'store'> {
  /** The prefix of the values' names in the secret store, followed by `/`; absent where there is none. */
  readonly remoteKeyPrefix?: string;
}
