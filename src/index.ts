// What users see, and nothing else; test/api-surface.txt lists it for review.

export {
  type ApiKeysOptions,
  Authentication,
  type OidcLoginOptions,
  type OidcOptions,
} from './authn/authentication';
export { type DefaultAuthorizerOptions, Enforcement } from './authz/enforcement';
export { Permission } from './authz/permission';
export { type PredefinedRoleProps, PredefinedRoles, type PredefinedRolesProps } from './authz/predefined-roles';
export { RbacRoleSet } from './authz/rbac-role-set';
export { Role, type RoleProps } from './authz/role';
export type { RbacRoleSetProps } from './authz/role-set-props';
export { type ISubject, type OidcGroupOptions, Subject, SubjectKind } from './authz/subject';
export type { SubjectClaims } from './authz/subject-claims';
export { TemporalNamespaces } from './authz/temporal-namespaces';
export { User, type UserProps } from './authz/user';
export { type AuthErrorDetails, AuthErrors } from './core/auth-errors';
export { type Finding, Severity } from './core/findings';
export { CloudIdentity } from './kubernetes/cloud-identity';
export { PodFiles } from './kubernetes/pod-files';
export { SecretReadGrant, type SecretReadGrantProps } from './kubernetes/secret-read-grant';
export { ServiceIdentity, type ServiceIdentityProps } from './kubernetes/service-identity';
export { Database, type PostgresOptions } from './persistence/database';
export { AuthorityGeneration } from './pki/authority-generation';
export type { CertManagerOptions } from './pki/cert-manager-options';
export {
  CertificateAuthority,
  type ExistingIssuerOptions,
  type ExistingSecretsOptions,
  type SelfSignedOptions,
} from './pki/certificate-authority';
export {
  type CertificateOptions,
  CertificateOutputFormat,
  type CertificateSecretTemplate,
  PrivateKeyRotation,
} from './pki/certificate-options';
export {
  type CallerCertificateOptions,
  ClientCertificate,
  type DatabaseClientCertificateOptions,
  type PersonCertificateOptions,
} from './pki/client-certificate';
export type { ExternalIssuerOptions } from './pki/external-issuer';
export { FrontendTrustBundle, type FrontendTrustBundleProps } from './pki/frontend-trust-bundle';
export type { ImportedAuthorityOptions } from './pki/imported-authority-options';
export { IssuerTrust } from './pki/issuer-trust';
export { KeyAlgorithm } from './pki/key-algorithm';
export type { CertificateLifetime, CertificateLifetimes } from './pki/lifetimes';
export type { LocalAuthorityOptions } from './pki/local-authority-options';
export { MtlsPki } from './pki/mtls-pki';
export type { MtlsPkiProps } from './pki/mtls-pki-props';
export type { PermittedNames } from './pki/name-constraints-options';
export { RequestApproval } from './pki/request-approval';
export { SharedRoot, type SharedRootProps } from './pki/shared-root';
export { Tenant } from './pki/tenant';
export type { TenantOptions } from './pki/tenant-options';
export { TrustRef } from './pki/trust-ref';
export {
  type VaultAppRoleOptions,
  VaultAuthentication,
  type VaultKubernetesOptions,
} from './pki/vault-authentication';
export type { VaultIssuerOptions } from './pki/vault-issuer';
export { SecretCreationPolicy, SecretDeletionPolicy, SecretType } from './secrets/external-secret-policies';
export { ExternalSecretsBinding, type ExternalSecretsBindingProps } from './secrets/external-secrets-binding';
export { SecretRef } from './secrets/secret-ref';
export { SecretStoreRef } from './secrets/secret-store-ref';
export { SecretTemplate } from './secrets/secret-template';

export { ComponentIdentities } from './stack/component-identities';
export type { ComponentCloudIdentities, TemporalAuthStackProps } from './stack/stack-props';
export { TemporalAuthStack } from './stack/temporal-auth-stack';
export { TemporalService, type TemporalServiceOptions } from './stack/temporal-service';
