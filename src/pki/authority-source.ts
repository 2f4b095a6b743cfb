import type { ExistingSecretsOptions, SelfSignedOptions } from './certificate-authority';
import type { IssuerTrust } from './issuer-trust';
import type { LocalAuthorityOptions } from './local-authority-options';

/** What a program says about an authority, before its purpose is known. */
export type AuthoritySource = ExistingIssuerSource | SelfSignedSource | ExistingSecretsSource | LocalSource;

/** An issuer that somebody else looks after. */
export interface ExistingIssuerSource {
  readonly kind: 'Issuer' | 'ClusterIssuer';
  readonly name: string;
  readonly trust?: IssuerTrust;
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
