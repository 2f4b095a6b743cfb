import type { SecretKeyModel } from '../secrets/model';

/** A caller of the frontend that this program declares. */
export interface ServiceModel {
  readonly name: string;
  readonly path: string;
  /** The Kubernetes namespace of its pods. */
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The Temporal namespace of its profile. */
  readonly temporalNamespace: string;
  readonly profile: ProfileModel;
  /** The API key in its profile; absent where the profile carries none. */
  readonly apiKey?: SecretKeyModel;
}

/** A key of a Secret or ConfigMap in the namespace of the pod that mounts it. */
export interface ObjectKeyModel {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
}

/** What an SDK or the command line needs to reach the frontend. */
export interface ProfileModel {
  /** Where `temporal.toml` lies: a key of a ConfigMap, or of a Secret where the profile carries an API key. */
  readonly file: ObjectKeyModel;
  readonly address: string;
  /** Left out where the caller chooses one at each call. */
  readonly temporalNamespace?: string;
  readonly serverName: string;
  /** The Secret with `tls.crt` and `tls.key`. */
  readonly certificateSecretName: string;
  /** What the caller verifies the frontend by. */
  readonly trust: ObjectKeyModel;
}
