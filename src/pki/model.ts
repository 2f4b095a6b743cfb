import type { ExternalSecretModel, SecretKeyModel } from '../secrets/model';
import type { PrivateKeyModel } from '../x509/model';
import type { NameSubtrees } from '../x509/names/name-constraints';

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

/**
 * Who holds a certificate; it decides usages, names and lifetime. Nobody holds a `trust` certificate: it exists because
 * cert-manager writes the root into the `ca.crt` of a certificate's Secret and nowhere else.
 */
export type CertificateRole =
  | 'internode'
  | 'frontend'
  | 'ui'
  | 'command-line'
  | 'person'
  | 'service'
  | 'database-client'
  | 'trust';

/** A reference to an issuer: cert-manager's own, or of another program that signs CertificateRequests. */
export interface IssuerModel {
  readonly name: string;
  /** `Issuer` and `ClusterIssuer` are cert-manager's own. */
  readonly kind: string;
  /** The API group of an external issuer; absent for cert-manager's own. */
  readonly group?: string;
  /** The namespace of a namespaced issuer; one that is cluster-scoped signs in all. */
  readonly namespace?: string;
}

/** One file with one CA certificate: Temporal compares only a file's first certificate when it reloads. */
export interface TrustModel {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** The file of one trusted authority. */
export interface AuthorityTrustModel extends TrustModel {
  /** The id of the authority, one of those in `RotationState.trusted`. */
  readonly authority: string;
  /** What the file holds, where synthesis knows it. */
  readonly pem?: string;
}

/** Which authorities of one purpose sign and which are trusted, each by its id. */
export interface RotationState {
  /** What signs every certificate of the purpose. */
  readonly signer: string;
  /** What its verifiers trust, the signer among them; their order means nothing. */
  readonly trusted: readonly string[];
  /**
   * The names of the shared roots above those that are trusted by their roots, by id; absent where none is, and of what was
   * recorded before it was known.
   */
  readonly roots?: Readonly<Record<string, string>>;
}

/**
 * Where the certificates of one purpose come from and what a listener of that purpose trusts. While one authority takes the
 * place of another, both are trusted.
 */
export type AuthorityModel =
  | SelfSignedAuthorityModel
  | IssuerAuthorityModel
  | VaultAuthorityModel
  | SecretsAuthorityModel
  | StoreAuthorityModel;

/** What is known of an authority of any kind. */
interface AnyAuthorityModel {
  readonly purpose: Purpose;
  /** The tenant whose certificates it signs; absent where it signs those of the whole purpose. */
  readonly tenant?: string;
  /** What listeners verify by, one file for each CA certificate, in the namespace of the Temporal server. */
  readonly trust: readonly AuthorityTrustModel[];
  /** Whether the trust is known to cover this purpose alone. */
  readonly trustProven: boolean;
  /** Who signs and who is trusted. */
  readonly state: RotationState;
  /** The state of an authority that has never been rotated, which needs no record. */
  readonly firstState: RotationState;
}

/** Hierarchies that cert-manager makes. */
export interface SelfSignedAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'self-signed';
  /** What signs. */
  readonly issuer: IssuerModel;
  /** The hierarchies to emit, the older one first. */
  readonly hierarchies: readonly HierarchyModel[];
}

/** An issuer that somebody else looks after. */
export interface IssuerAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'issuer';
  readonly issuer: IssuerModel;
}

/** An issuer that is emitted, and the Vault that signs behind it. */
export interface VaultAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'vault';
  readonly issuer: IssuerModel;
  readonly vault: VaultIssuerModel;
}

/** Certificates that the user brings in Secrets. */
export interface SecretsAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'secrets';
  /** The PEM file with the CA certificate that verifies them, where the program names one. */
  readonly trustFile?: string;
}

/** An authority in a certificate store, made by `temporal-auth pki` or by somebody else. */
export interface StoreAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'local' | 'imported';
  readonly local: LocalAuthorityModel;
}

/** The issuer of cert-manager's that signs; undefined where no cert-manager does. */
export function issuerOf(authority: AuthorityModel): IssuerModel | undefined {
  return 'issuer' in authority ? authority.issuer : undefined;
}

/** The hierarchies that cert-manager makes; none where it makes none. */
export function hierarchiesOf(authority: AuthorityModel): readonly HierarchyModel[] {
  return authority.kind === 'self-signed' ? authority.hierarchies : [];
}

/** The part in a certificate store; undefined where it lies in none. */
export function storedOf(authority: AuthorityModel): LocalAuthorityModel | undefined {
  return 'local' in authority ? authority.local : undefined;
}

/** The name of an authority among those of one MtlsPki: `clients`, or of a tenant `clients/payments`. */
export function authorityName({ purpose, tenant }: Pick<AuthorityModel, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? purpose : `${purpose}/${tenant}`;
}

/** What messages call the option that an authority is given by. */
export function authorityOption({ purpose, tenant }: Pick<AuthorityModel, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? `MtlsPki.${purpose}` : `MtlsPki.addTenant(${tenant}).authority`;
}

/** Whether a certificate is one of an authority's. */
export function isSignedBy(certificate: CertificateModel, authority: AuthorityModel): boolean {
  return certificate.purpose === authority.purpose && certificate.tenant === authority.tenant;
}

/**
 * The certificate that the server shows its database: that of its own user, while others may stand beside it. Without one it is
 * whatever database client the program declares, of which the rules then say that it is another's.
 */
export function databaseClientOf(
  certificates: readonly CertificateModel[],
  server: { readonly user: string } | undefined,
): CertificateModel | undefined {
  const clients = certificates.filter(({ role }) => role === 'database-client');
  return clients.find(({ commonName }) => commonName === server?.user) ?? clients[0];
}

/** Roots and intermediates whose keys lie in a certificate store outside the cluster. */
export interface LocalAuthorityModel {
  /** The folder of the certificate store, absolute. */
  readonly store: string;
  /** Those that exist, the older one first; exactly one signs. */
  readonly generations: readonly LocalGenerationModel[];
  /** How what it signs comes into the cluster. */
  readonly delivery: DeliveryModel;
}

/** What follows its like when an authority is rotated. */
export interface GenerationModel {
  /** The id of the authority, `g1` for the first. */
  readonly authority: string;
  /** Its number, from 1. */
  readonly generation: number;
  /** Whether it signs the leaves. */
  readonly signs: boolean;
  /** Whether another one is to take its place. What is declared is the other's; it stays what it was made. */
  readonly outgoing: boolean;
  /** The name of the shared root above it; absent where the root is its own. */
  readonly sharedRoot?: string;
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

/** Self-signed bootstrap issuer → root → root issuer → intermediate → signing issuer. */
export interface HierarchyModel extends GenerationModel {
  readonly root: RootModel;
  /** The Certificate and Secret of the intermediate; in the root's namespace. */
  readonly intermediate: CaCertificateModel;
  /** The issuer that signs the purpose's leaves with the intermediate. */
  readonly issuer: IssuerModel;
}

/** A self-signed root; several purposes hold the same one where they share it. */
export interface RootModel {
  /** The issuer that signs the root and nothing else. */
  readonly bootstrapIssuer: IssuerModel;
  readonly certificate: CaCertificateModel;
  /** The issuer that signs the intermediates with the root. */
  readonly issuer: IssuerModel;
}

/** The certificate of an authority. */
export interface CaCertificateModel {
  /** The name of the Certificate and of its Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly commonName: string;
  readonly organization: string;
  readonly organizationalUnit: string;
  readonly privateKey: PrivateKeyModel;
  /** The names that it may sign, of an intermediate; absent where they are not limited. */
  readonly permittedNames?: NameSubtrees;
  readonly durationSeconds: number;
  readonly renewBeforeSeconds: number;
}

/** A leaf certificate and the Secret that holds it. */
export interface CertificateModel {
  /** The name of the Certificate object. */
  readonly name: string;
  readonly role: CertificateRole;
  readonly purpose: Purpose;
  /** The tenant that it belongs to; absent where it belongs to none. */
  readonly tenant?: string;
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
  /** How cert-manager keeps it; absent where the program says nothing. */
  readonly issuance?: IssuanceModel;
  /** What a caller of the frontend verifies it by, in the caller's own namespace: it reads one file. Absent for other roles. */
  readonly frontendTrust?: TrustModel;
  /** What External Secrets brings into the Secret; absent where it does not. */
  readonly delivered?: DeliveredCertificateModel;
  /** The PEM file with its public part, where a user brings it and names one. */
  readonly certificateFile?: string;
  /** The path of the construct that asked for it. */
  readonly path: string;
}

/** How cert-manager keeps a leaf, in its own words, as far as a program says something about it. */
export interface IssuanceModel {
  readonly revisionHistoryLimit?: number;
  readonly secretTemplate?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly additionalOutputFormats?: readonly string[];
  readonly rotationPolicy?: 'Always' | 'Never';
}

/** Where External Secrets finds a certificate and its key. */
export interface DeliveredCertificateModel extends Pick<ExternalSecretModel, 'apiVersion' | 'store'> {
  /** The name of the value in the store; its properties are `tls.crt`, `tls.key` and `ca.crt`. */
  readonly remoteKey: string;
}

/** Who decides about CertificateRequests, where it is not cert-manager, which approves every one. */
export interface RequestApprovalModel {
  readonly by: 'approver-policy' | 'elsewhere';
  /** What sees to it elsewhere. */
  readonly reason?: string;
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
  /** The file that says how far each rotation is, absolute; absent where the program names none. */
  readonly rotationRecord?: string;
  /** Who decides about CertificateRequests; absent where cert-manager approves every one. */
  readonly requestApproval?: RequestApprovalModel;
  /** The name that internode callers verify; a DNS name in the internode certificate. */
  readonly internodeServerName: string;
  /** The name that callers of the frontend verify inside the cluster; a DNS name in the frontend certificate. */
  readonly frontendServerName: string;
}

/** How cert-manager has certificates signed by a Vault. */
export interface VaultIssuerModel {
  /** Where the issuer's Secrets and ServiceAccount lie. */
  readonly namespace: string;
  readonly server: string;
  /** The path of the sign endpoint, its mount first. */
  readonly path: string;
  readonly vaultNamespace?: string;
  /** CA certificates in PEM that Vault's listener is verified by. */
  readonly caBundle?: string;
  readonly caBundleSecret?: SecretKeyModel;
  readonly authentication: VaultAuthenticationModel;
}

/** How cert-manager logs in to a Vault; a mount is the one below `auth/`. */
export type VaultAuthenticationModel =
  | { readonly kind: 'kubernetes'; readonly mount: string; readonly role: string; readonly serviceAccountName: string }
  | { readonly kind: 'app-role'; readonly mount: string; readonly roleId: string; readonly secretId: SecretKeyModel }
  | { readonly kind: 'token'; readonly token: SecretKeyModel };
