// What users see, and nothing else; test/api-surface.txt lists it for review.

import './plan/plan-mode'; // a program that is asked for its plan writes it

export { type DefaultAuthorizerOptions, Enforcement } from './access/enforcement';
export { type ApartOptions, Guarantee, type GuaranteeExceptions, type OnlyOptions } from './access/guarantee';
export { Permission } from './access/permission';
export { DecisionLog, PolicyConfigMaps, type PolicyOptions } from './access/policy-options';
export { type PredefinedRoleProps, PredefinedRoles, type PredefinedRolesProps } from './access/predefined-roles';
export { RbacRoleSet } from './access/rbac-role-set';
export { Role, type RoleProps } from './access/role';
export type { RbacRoleSetProps } from './access/role-set-props';
export { type ISubject, type OidcGroupOptions, Subject, SubjectKind } from './access/subject';
export { TemporalNamespaces } from './access/temporal-namespaces';
export { User, type UserProps } from './access/user';
export { Authentication } from './authn/authentication';
export type { ApiKeysOptions } from './authn/methods/api-keys';
export type { OidcLoginOptions, OidcOptions } from './authn/methods/oidc';
export { type AuthErrorDetails, AuthErrors } from './core/auth-errors';
export type { Finding } from './core/findings';
export { Severity } from './core/problem';
export {
  CompiledPolicy,
  type Explanation,
  type PolicyCall,
  type PolicyCaller,
} from './enforcement/policy/compiled-policy';
export type { SubjectClaims } from './enforcement/subject-claims';
export type { AddToWorkloadOptions } from './kubernetes/add-to-workload-options';
export { CloudIdentity } from './kubernetes/cloud-identity';
export type { ConfigMapKey } from './kubernetes/config-map-key';
export { PodFiles } from './kubernetes/pod-files';
export { SecretReadGrant, type SecretReadGrantProps } from './kubernetes/secret-read-grant';
export { ServiceIdentity, type ServiceIdentityProps } from './kubernetes/service-identity';
export { Database } from './persistence/database';
export type { PostgresOptions } from './persistence/postgres';
export { CertificateAuthority } from './pki/authorities/certificate-authority';
export type { ImportedAuthorityOptions } from './pki/authorities/imported/imported-authority-options';
export type { ExistingIssuerOptions } from './pki/authorities/issuer/existing-issuer-options';
export type { ExternalIssuerOptions } from './pki/authorities/issuer/external-issuer';
export { IssuerTrust } from './pki/authorities/issuer/issuer-trust';
export type { CertificateStoreOptions } from './pki/authorities/local/certificate-store-options';
export type { LocalAuthorityOptions } from './pki/authorities/local/local-authority-options';
export type { ExistingSecretsOptions } from './pki/authorities/secrets/existing-secrets-options';
export type { HierarchyOptions } from './pki/authorities/self-signed/hierarchy-options';
export type { SelfSignedOptions } from './pki/authorities/self-signed/self-signed-options';
export { SharedRoot, type SharedRootProps } from './pki/authorities/self-signed/shared-root';
export {
  type VaultAppRoleOptions,
  VaultAuthentication,
  type VaultKubernetesOptions,
} from './pki/authorities/vault/vault-authentication';
export type { VaultIssuerOptions } from './pki/authorities/vault/vault-issuer';
export { RequestApproval } from './pki/cert-manager/request-approval';
export type { CertManagerOptions } from './pki/certificates/cert-manager-options';
export {
  type CertificateOptions,
  CertificateOutputFormat,
  type CertificateSecretTemplate,
  PrivateKeyRotation,
} from './pki/certificates/certificate-options';
export {
  type CallerCertificateOptions,
  ClientCertificate,
  type DatabaseClientCertificateOptions,
  type PersonCertificateOptions,
} from './pki/certificates/client-certificate';
export { KeyAlgorithm } from './pki/certificates/key-algorithm';
export type { CertificateLifetime, CertificateLifetimes } from './pki/certificates/lifetimes';
export type { PermittedNames } from './pki/certificates/name-constraints-options';
export { TrustRef } from './pki/certificates/trust-ref';
export { FrontendTrustBundle, type FrontendTrustBundleProps } from './pki/frontend-trust-bundle';
export { MtlsPki } from './pki/mtls-pki';
export type { MtlsPkiProps } from './pki/mtls-pki-props';
export { AuthorityGeneration } from './pki/rotation/authority-generation';
export { Tenant } from './pki/tenants/tenant';
export type { TenantOptions } from './pki/tenants/tenant-options';
export { SecretCreationPolicy, SecretDeletionPolicy, SecretType } from './secrets/external-secret-policies';
export { ExternalSecretsBinding } from './secrets/external-secrets-binding';
export type { ExternalSecretsBindingProps } from './secrets/external-secrets-props';
export { SecretRef } from './secrets/secret-ref';
export { SecretStoreRef } from './secrets/secret-store-ref';
export { SecretTemplate } from './secrets/secret-template';

export type { TemporalServiceOptions } from './stack/service-options';
export type { ComponentCloudIdentities, TemporalAuthStackProps } from './stack/stack-props';
export { TemporalAuthStack } from './stack/temporal-auth-stack';
export { TemporalService } from './stack/temporal-service';
export { FastApp } from './synthesis/fast-app';
