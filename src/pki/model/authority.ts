import type { CertificateModel } from './certificate';
import type { HierarchyModel } from './hierarchy';
import type { IssuerModel, VaultIssuerModel } from './issuer';
import type { LocalAuthorityModel } from './local';
import type { Purpose } from './purpose';
import type { RotationState } from './rotation';
import type { AuthorityTrustModel } from './trust';

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

/** The fields of an authority of any kind. */
interface AnyAuthorityModel {
  readonly purpose: Purpose;
  /** The tenant whose certificates it signs; absent where it signs those of the whole purpose. */
  readonly tenant?: string;
  /** The trust files of listeners, one file for each CA certificate, in the namespace of the Temporal server. */
  readonly trust: readonly AuthorityTrustModel[];
  /** Who signs and who is trusted. */
  readonly state: RotationState;
  /** The state of an authority that was never rotated; it needs no record. */
  readonly firstState: RotationState;
}

/** Hierarchies that cert-manager makes. */
export interface SelfSignedAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'self-signed';
  readonly issuer: IssuerModel;
  /** The hierarchies to emit, the older one first. */
  readonly hierarchies: readonly HierarchyModel[];
}

/** An issuer that exists already. */
export interface IssuerAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'issuer';
  readonly issuer: IssuerModel;
}

/** An emitted issuer, and the Vault that signs for it. */
export interface VaultAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'vault';
  readonly issuer: IssuerModel;
  readonly vault: VaultIssuerModel;
}

/** Certificates in Secrets that the user provides. */
export interface SecretsAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'secrets';
  /** The PEM file with the CA certificate that verifies them, where the program names one. */
  readonly trustFile?: string;
}

/** An authority in a certificate store, made by `temporal-auth pki` or imported into it. */
export interface StoreAuthorityModel extends AnyAuthorityModel {
  readonly kind: 'local' | 'imported';
  readonly local: LocalAuthorityModel;
}

/** The cert-manager issuer that signs; undefined where cert-manager does not sign. */
export function issuerOf(authority: AuthorityModel): IssuerModel | undefined {
  return 'issuer' in authority ? authority.issuer : undefined;
}

/** The hierarchies that cert-manager makes. */
export function hierarchiesOf(authority: AuthorityModel): readonly HierarchyModel[] {
  return authority.kind === 'self-signed' ? authority.hierarchies : [];
}

/** Its part in a certificate store; undefined where it is in none. */
export function storedOf(authority: AuthorityModel): LocalAuthorityModel | undefined {
  return 'local' in authority ? authority.local : undefined;
}

/** The name of an authority among those of one MtlsPki: `clients`, or of a tenant `clients/payments`. */
export function authorityName({ purpose, tenant }: Pick<AuthorityModel, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? purpose : `${purpose}/${tenant}`;
}

/** The option that names an authority, for messages. */
export function authorityOption({ purpose, tenant }: Pick<AuthorityModel, 'purpose' | 'tenant'>): string {
  return tenant === undefined ? `MtlsPki.${purpose}` : `MtlsPki.addTenant(${tenant}).authority`;
}

/** The id of a tenant's construct below its MtlsPki. */
export function tenantId(tenant: string): string {
  return `Tenant-${tenant}`;
}

/** The path of the construct that an authority is of: the MtlsPki, or one of its tenants. */
export function authorityPath({ path }: { readonly path: string }, { tenant }: Pick<AuthorityModel, 'tenant'>): string {
  return tenant === undefined ? path : `${path}/${tenantId(tenant)}`;
}

/** Whether a certificate is of the purpose and tenant of an authority. */
export function belongsTo(certificate: CertificateModel, authority: AuthorityModel): boolean {
  return certificate.purpose === authority.purpose && certificate.tenant === authority.tenant;
}
