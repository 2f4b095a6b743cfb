import type { Duration } from 'cdk8s';
import { refuse } from '../../../core/errors';
import { instanceOf, matching, oneOf, optional, readOptions, text } from '../../../core/guards';
import { servedApiVersion } from '../../../secrets/operator-version';
import { SecretStoreRef } from '../../../secrets/secret-store-ref';
import { subjectText } from '../../../x509/names/subject-text';
import { KeyAlgorithm } from '../../certificates/key-algorithm';
import { authorityDuration } from '../../certificates/lifetimes';
import { type PermittedNames, permittedNames } from '../../certificates/name-constraints-options';
import type { DeliveryModel } from '../../model';
import type { AuthorityGeneration } from '../../rotation/authority-generation';
import { type ImportedAuthorityOptions, importedAuthority } from '../imported/imported-authority-options';
import { checkRotation, rotationGuards } from '../self-signed/rotation-options';
import type { SharedRoot } from '../self-signed/shared-root';

/** Options of an authority whose keys lie in a certificate store, a folder that `temporal-auth pki` looks after. */
export interface LocalAuthorityOptions {
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
  /**
   * The organization in the subjects.
   *
   * @default - `Temporal`
   */
  readonly organization?: string;
  /**
   * How long the root is valid: at least twice as long as the intermediate, at most 25 years.
   *
   * @default - 10 years of 365 days
   */
  readonly rootDuration?: Duration;
  /**
   * How long the intermediate is valid: at least twice as long as any certificate that it signs.
   *
   * @default - 5 years of 365 days
   */
  readonly intermediateDuration?: Duration;
  /**
   * The private keys of root and intermediate.
   *
   * @default - the `keyAlgorithm` of the MtlsPki
   */
  readonly keyAlgorithm?: KeyAlgorithm;
  /**
   * The names that the intermediate may sign, as critical name constraints of its certificate. A certificate with another
   * name is refused by whoever verifies, whoever made it.
   *
   * @default - any name
   */
  readonly permittedNames?: PermittedNames;
  /**
   * A root that other purposes share, in the same store. Listeners then trust the purpose's intermediate alone.
   *
   * @default - a root of this purpose's own
   */
  readonly root?: SharedRoot;
  /**
   * Where the rotation of what listeners trust stands: of the purpose's own root, with the intermediate below it, or of the
   * intermediate alone below a shared root.
   *
   * @default - `AuthorityGeneration.only(1)`
   */
  readonly generation?: AuthorityGeneration;
  /**
   * Where the rotation of the intermediate stands, below a root of the purpose's own. Nobody trusts the intermediate, so any
   * step is safe.
   *
   * @default - `AuthorityGeneration.only(1)`
   */
  readonly intermediateGeneration?: AuthorityGeneration;
  /**
   * The shared root above the generation that is introduced, or that signs already; it becomes `root` once it is the only one.
   *
   * @default - `root`
   */
  readonly nextRoot?: SharedRoot;
  /**
   * An authority of your own that signs in the place of root and intermediate; none of the options about these may stand beside
   * it. It has no phases of rotation: its successor comes by `temporal-auth pki renew --new-key`.
   *
   * @default - `temporal-auth pki init` makes a root and an intermediate
   */
  readonly imported?: ImportedAuthorityOptions;
}

/** Names that every kind of secret store takes, and no path that leads out of its folder. */
const remoteKeyPrefix = matching(
  /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
  'names of letters, digits, "-", "_" and ".", joined by "/"',
  'Write it as "temporal/pki", without "/" at its ends.',
  200,
);

/** Options that an imported authority has as well. */
const BESIDE_IMPORTED: readonly string[] = ['store', 'secretStore', 'remoteKeyPrefix', 'operatorVersion', 'imported'];

/** Reads the options. Throws `INVALID_VALUE`, `INVALID_SAN`, `OUT_OF_RANGE`, `UNSERVED_API_VERSION`. */
export function readLocalAuthorityOptions(type: string, options: LocalAuthorityOptions): LocalAuthorityOptions {
  const read = readOptions<LocalAuthorityOptions>(type, options, {
    store: text('the path of a folder'),
    secretStore: instanceOf(SecretStoreRef, 'a SecretStoreRef'),
    remoteKeyPrefix: optional(remoteKeyPrefix),
    operatorVersion: optional(text('a version')),
    organization: optional(subjectText('an organization')),
    rootDuration: optional(authorityDuration),
    intermediateDuration: optional(authorityDuration),
    keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
    permittedNames: optional(permittedNames),
    ...rotationGuards,
    imported: optional(importedAuthority),
  });
  const ignored = Object.keys(read).find((key) => !BESIDE_IMPORTED.includes(key));
  if (read.imported !== undefined && ignored !== undefined) {
    refuse('INVALID_VALUE', {
      option: `${type}.${ignored}`,
      expected: 'no option of root and intermediate beside an imported authority, which has its own',
      fix: 'Remove it: it would have been ignored.',
    });
  }
  checkRotation(type, read);
  deliveryOf(read); // refuses a release that nothing is known of where it is named
  return read;
}

/** How certificates come into the cluster. Throws `INVALID_VALUE`, `UNSERVED_API_VERSION`. */
export function deliveryOf({ secretStore, remoteKeyPrefix, operatorVersion }: LocalAuthorityOptions): DeliveryModel {
  return {
    apiVersion: servedApiVersion(operatorVersion ?? '1.0.0', 'CertificateAuthority.local.operatorVersion'),
    store: secretStore._model,
    ...(remoteKeyPrefix !== undefined && { remoteKeyPrefix }),
  };
}
