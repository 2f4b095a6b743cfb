import type { AuthorityModel } from './authority';
import type { CertificateModel } from './certificate';

/** The whole PKI of a program. */
export interface PkiModel {
  readonly path: string;
  /** The Kubernetes namespace of the Temporal server. */
  readonly namespace: string;
  readonly clusterDomain: string;
  readonly namePrefix: string;
  readonly authorities: readonly AuthorityModel[];
  readonly certificates: readonly CertificateModel[];
  /** The rotation record, as an absolute path; absent where the program names none. */
  readonly rotationRecord?: string;
  /** The ConfigMaps, by name and wherever they are, with the frontend's root: targets of Bundles of trust-manager. */
  readonly frontendBundles: readonly string[];
  /** Who decides about CertificateRequests; absent where cert-manager approves every one. */
  readonly requestApproval?: RequestApprovalModel;
  /** The name that internode callers verify; a DNS name in the internode certificate. */
  readonly internodeServerName: string;
  /** The name that callers of the frontend verify inside the cluster; a DNS name in the frontend certificate. */
  readonly frontendServerName: string;
}

/** Who approves CertificateRequests, where it is not cert-manager, which approves every one. */
export interface RequestApprovalModel {
  readonly by: 'approver-policy';
}
