import type { PkiModel } from '../model/pki';
import type { CertManagerOptions } from './cert-manager-options';
import type { CertificateOptions } from './certificate-options';
import type { KeyAlgorithm } from './key-algorithm';
import type { CertificateLifetimes } from './lifetimes';

/** What all certificates of one MtlsPki have in common. */
export interface PkiSettings
  extends Pick<PkiModel, 'namespace' | 'namePrefix' | 'clusterDomain' | 'requestApproval' | 'rotationRecord'> {
  /** The tenant whose certificates these are; absent where they are not a tenant's. */
  readonly tenant?: string;
  readonly trustDomain: string;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly lifetimes: CertificateLifetimes;
  /** How cert-manager keeps the certificates. */
  readonly certificates?: CertificateOptions;
  /** cert-manager's ServiceAccount, where it is not the one of its chart. */
  readonly certManager?: CertManagerOptions;
}

/** The ServiceAccount that cert-manager's controller runs as. */
export function certManagerOf({ certManager }: PkiSettings): { readonly name: string; readonly namespace: string } {
  return {
    name: certManager?.serviceAccountName ?? 'cert-manager',
    namespace: certManager?.kubernetesNamespace ?? 'cert-manager',
  };
}
