/**
 * What a hierarchy of certificates is for. A listener trusts one purpose; no two purposes share an issuer.
 *
 * - `internode`: the Temporal services among themselves, their listeners and their membership ports
 * - `frontend`: the certificate that the frontend shows, and so what its callers verify
 * - `clients`: who may open a connection to the frontend
 * - `database`: who may open a connection to the database
 */
export type Purpose = 'internode' | 'frontend' | 'clients' | 'database';

/** All purposes, in the order in which they are emitted. */
export const PURPOSES: readonly Purpose[] = ['internode', 'frontend', 'clients', 'database'];

/** Who holds a certificate; it decides usages, names and lifetime. */
export type CertificateRole = 'internode' | 'frontend' | 'ui' | 'command-line' | 'person' | 'database-client' | 'service';

/** A reference to a cert-manager issuer. */
export interface IssuerModel {
  readonly name: string;
  readonly kind: 'Issuer' | 'ClusterIssuer';
  /** The namespace of an `Issuer`; a `ClusterIssuer` signs in all. */
  readonly namespace?: string;
}

/** One file with one CA certificate: Temporal compares only a file's first certificate when it reloads. */
export interface TrustModel {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** Where the certificates of one purpose come from and what a listener of that purpose trusts. */
export interface AuthorityModel {
  readonly purpose: Purpose;
  /** What signs; absent where Secrets are brought by the user. */
  readonly issuer?: IssuerModel;
  /** What verifies, in the namespace of the Temporal server. */
  readonly trust: readonly TrustModel[];
  /** Whether the trust is known to cover this purpose alone. */
  readonly trustProven: boolean;
  /** The hierarchy to emit; absent where issuer or Secrets exist already. */
  readonly hierarchy?: HierarchyModel;
}

/** Self-signed bootstrap issuer → root → root issuer → intermediate → intermediate issuer. */
export interface HierarchyModel {
  /** Where the CA Secrets live: the server's namespace, or cert-manager's cluster resource namespace. */
  readonly namespace: string;
  /** The prefix of every object's name. */
  readonly name: string;
  /** Whether the signing issuer is a `ClusterIssuer`. */
  readonly clusterScoped: boolean;
  /** The name of the root's objects; several purposes name the same one where they share a root. */
  readonly rootName: string;
  readonly organization: string;
  readonly algorithm: PrivateKeyModel;
  readonly rootDurationSeconds: number;
  readonly intermediateDurationSeconds: number;
}

/** A private key as cert-manager makes it. */
export interface PrivateKeyModel {
  readonly algorithm: 'ECDSA' | 'RSA';
  readonly size: number;
}

/** A leaf certificate and the Secret that holds it. */
export interface CertificateModel {
  /** The name of the Certificate object. */
  readonly name: string;
  readonly role: CertificateRole;
  readonly purpose: Purpose;
  /** The Kubernetes namespace of the Certificate and its Secret. */
  readonly namespace: string;
  readonly secretName: string;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  /** Key usages in cert-manager's words. */
  readonly usages: readonly string[];
  readonly privateKey: PrivateKeyModel;
  readonly durationSeconds: number;
  readonly renewBeforeSeconds: number;
  /** What signs it; absent where the Secret is brought by the user. */
  readonly issuer?: IssuerModel;
  /** The path of the construct that asked for it. */
  readonly path: string;
}

/** The whole PKI of a program. */
export interface PkiModel {
  readonly path: string;
  /** The Kubernetes namespace of the Temporal server. */
  readonly namespace: string;
  readonly clusterDomain: string;
  readonly namePrefix: string;
  readonly authorities: readonly AuthorityModel[];
  readonly certificates: readonly CertificateModel[];
  /** The name that internode callers verify; a DNS name in the internode certificate. */
  readonly internodeServerName: string;
  /** The name that callers of the frontend verify inside the cluster; a DNS name in the frontend certificate. */
  readonly frontendServerName: string;
}
