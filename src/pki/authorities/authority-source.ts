import type { PermittedNames } from '../certificates/name-constraints-options';
import type { ImportedAuthorityOptions } from './imported/imported-authority-options';
import type { IssuerTrust } from './issuer/issuer-trust';
import type { LocalAuthorityOptions } from './local/local-authority-options';
import type { ExistingSecretsOptions } from './secrets/existing-secrets-options';
import type { SelfSignedOptions } from './self-signed/self-signed-options';
import type { VaultIssuerOptions } from './vault/vault-issuer';

/** An authority as the program declares it, before its purpose is known. */
export type AuthoritySource =
  | ExistingIssuerSource
  | VaultSource
  | SelfSignedSource
  | ExistingSecretsSource
  | LocalSource
  | ImportedSource;

/** An issuer that exists already. */
export interface ExistingIssuerSource {
  readonly kind: 'issuer';
  readonly issuer: NamedIssuer;
  readonly trust?: IssuerTrust;
}

/** An issuer as a program names it; one that is not cluster-scoped is in the Temporal server's namespace. */
export interface NamedIssuer {
  /** Absent for cert-manager's own. */
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly clusterScoped: boolean;
}

/** An issuer to emit, for which a Vault signs. */
export interface VaultSource {
  readonly kind: 'vault';
  readonly options: VaultIssuerOptions;
}

/** A hierarchy to emit. */
export interface SelfSignedSource {
  readonly kind: 'self-signed';
  readonly options: SelfSignedOptions;
}

/** Secrets that somebody else fills. */
export interface ExistingSecretsSource {
  readonly kind: 'existing-secrets';
  readonly options: ExistingSecretsOptions;
}

/** A hierarchy in a certificate store on a disk. */
export interface LocalSource {
  readonly kind: 'local';
  readonly options: LocalAuthorityOptions;
}

/** An authority of the user's own, taken into a certificate store. */
export interface ImportedSource {
  readonly kind: 'imported';
  readonly options: ImportedAuthorityOptions;
  /** The names that its certificate must be limited to; absent for any limits. */
  readonly permittedNames?: PermittedNames;
}
