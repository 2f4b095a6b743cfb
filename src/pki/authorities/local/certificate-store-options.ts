import { type Check, matching, optional, text } from '../../../core/guards';
import { servedApiVersion } from '../../../secrets/operator-version';
import { type SecretStoreRef, secretStoreRef } from '../../../secrets/secret-store-ref';

/** Where an authority's keys lie, and how its certificates are delivered into the cluster. */
export interface CertificateStoreOptions {
  /**
   * The folder of the certificate store. Several purposes may share one. Synthesis reads the certificates in it and never
   * opens a file with a key; `certificates.json` of it belongs into version control, its keys do not.
   *
   * A relative path begins where the program runs: `path.join(__dirname, 'pki')` is the same from everywhere.
   */
  readonly store: string;
  /**
   * Where External Secrets reads the certificates and keys from, once `temporal-auth pki export` has put them there. A
   * SecretStore is looked for in the Kubernetes namespace of each caller.
   */
  readonly secretStore: SecretStoreRef;
  /**
   * What the names of the values in the secret store begin with. A certificate's is
   * `<remoteKeyPrefix>/<Kubernetes namespace>/<Secret's name>`.
   *
   * @default - `<Kubernetes namespace>/<Secret's name>`
   */
  readonly remoteKeyPrefix?: string;
  /**
   * The release of External Secrets in the cluster, as `x.y.z`.
   *
   * @default - a release that serves `external-secrets.io/v1`
   */
  readonly operatorVersion?: string;
}

/** Names that every kind of secret store takes, without a path that leads out of its folder. */
const remoteKeyPrefix = matching(
  /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
  'names of letters, digits, "-", "_" and ".", joined by "/"',
  'Write it as "temporal/pki", without "/" at its ends.',
  200,
);

/** A release that this library knows the API version of. */
const operatorVersion: Check<string> = (value, option) => {
  const version = text('a version')(value, option);
  servedApiVersion(version, option);
  return version;
};

/** The guards of these options. */
export const certificateStoreGuards = {
  store: text('the path of a folder'),
  secretStore: secretStoreRef,
  remoteKeyPrefix: optional(remoteKeyPrefix),
  operatorVersion: optional(operatorVersion),
};
