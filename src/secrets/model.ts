/** A key of a Secret, without its value. */
export interface SecretKeyModel {
  readonly secretName: string;
  readonly key: string;
}

/** A reference to where External Secrets reads from. */
export interface SecretStoreModel {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
}

/** A value that is copied from the store into a key of the Secret. */
export interface FetchedValueModel {
  /** The key in the Secret. */
  readonly key: string;
  /** The name of the value in the store. */
  readonly remoteKey: string;
  /** The part of the value, where the store holds maps. */
  readonly property?: string;
}

/** A piece of a file that the operator renders. */
export type TemplatePartModel =
  | { readonly kind: 'literal'; readonly text: string }
  /** A fetched value as a double-quoted string, as TOML and JSON read it. */
  | { readonly kind: 'quoted'; readonly key: string };

/** A key of the Secret whose content the operator renders from text and fetched values. */
export interface RenderedFileModel {
  readonly key: string;
  readonly parts: readonly TemplatePartModel[];
}

/** Where a program uses a key of a Secret. */
export interface SecretUseModel extends SecretKeyModel {
  /** The option that names it. */
  readonly option: string;
  /** The path of the construct. */
  readonly path: string;
  /** The Kubernetes namespace of whoever reads it. */
  readonly namespace: string;
}

/** The Secret of an `ExternalSecretsBinding`: what would be written into it. */
export interface BoundSecretModel
  extends Pick<ExternalSecretModel, 'name' | 'namespace' | 'store' | 'creationPolicy' | 'values'> {
  /** The path of the binding. */
  readonly path: string;
  /** Of values and of files. */
  readonly keys: readonly string[];
}

/** An ExternalSecret and the Secret of the same name that it writes. */
export interface ExternalSecretModel {
  readonly apiVersion: 'external-secrets.io/v1' | 'external-secrets.io/v1beta1';
  /** The name of the ExternalSecret and of its Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly store: SecretStoreModel;
  /** How often the store is read. */
  readonly refreshIntervalSeconds: number;
  readonly creationPolicy: string;
  readonly deletionPolicy: string;
  /** The type of the Secret; left out where it exists already. */
  readonly type?: string;
  readonly values: readonly FetchedValueModel[];
  readonly files: readonly RenderedFileModel[];
}
