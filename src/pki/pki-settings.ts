import type { KeyAlgorithm } from './key-algorithm';
import type { CertificateLifetimes } from './lifetimes';

/** What all certificates of one MtlsPki have in common. */
export interface PkiSettings {
  /** The Kubernetes namespace of the Temporal server. */
  readonly namespace: string;
  readonly namePrefix: string;
  readonly clusterDomain: string;
  readonly trustDomain: string;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly lifetimes: CertificateLifetimes;
}
