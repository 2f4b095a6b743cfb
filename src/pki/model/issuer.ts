import type { SecretKeyModel } from '../../secrets/model';

/** A reference to an issuer: cert-manager's own, or of another program that signs CertificateRequests. */
export interface IssuerModel {
  readonly name: string;
  /** `Issuer` and `ClusterIssuer` are cert-manager's own. */
  readonly kind: string;
  /** The API group of an external issuer; absent for cert-manager's own. */
  readonly group?: string;
  /** The namespace of a namespaced issuer; absent for a cluster-scoped one, which signs in all namespaces. */
  readonly namespace?: string;
}

/** The name of an issuer in messages and rotation records. */
export function describeIssuer({ group, kind, name }: IssuerModel): string {
  return `${group === undefined ? kind : `${kind}.${group}`} ${name}`;
}

/** How cert-manager has certificates signed by a Vault. */
export interface VaultIssuerModel {
  /** Where the issuer's Secrets and ServiceAccount lie. */
  readonly namespace: string;
  readonly server: string;
  /** The path of the sign endpoint, its mount first. */
  readonly path: string;
  readonly vaultNamespace?: string;
  /** The CA certificates in PEM that Vault's listener is verified by. */
  readonly caBundle?: string;
  readonly caBundleSecret?: SecretKeyModel;
  readonly authentication: VaultAuthenticationModel;
}

/** How cert-manager logs in to a Vault; mounts are below `auth/`. */
export type VaultAuthenticationModel =
  | { readonly kind: 'kubernetes'; readonly mount: string; readonly role: string; readonly serviceAccountName: string }
  | { readonly kind: 'app-role'; readonly mount: string; readonly roleId: string; readonly secretId: SecretKeyModel }
  | { readonly kind: 'token'; readonly token: SecretKeyModel };

/** The key of the Secret with which cert-manager logs in; none where it shows tokens of a ServiceAccount. */
export function loginSecretOf(authentication: VaultAuthenticationModel): SecretKeyModel | undefined {
  switch (authentication.kind) {
    case 'kubernetes':
      return undefined;
    case 'app-role':
      return authentication.secretId;
    case 'token':
      return authentication.token;
  }
}
