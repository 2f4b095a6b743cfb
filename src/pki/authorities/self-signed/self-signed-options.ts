import type { Duration } from 'cdk8s';
import { refuse } from '../../../core/errors';
import { oneOf, optional, readOptions } from '../../../core/guards';
import { namespaceName } from '../../../core/names';
import { subjectText } from '../../../x509/names/subject-text';
import { KeyAlgorithm } from '../../certificates/key-algorithm';
import { authorityDuration } from '../../certificates/lifetimes';
import { type PermittedNames, permittedNames } from '../../certificates/name-constraints-options';
import type { AuthorityGeneration } from '../../rotation/authority-generation';
import { checkRotation, rotationGuards } from './rotation-options';
import type { SharedRoot } from './shared-root';

/** Options of a hierarchy that cert-manager makes: a root, an intermediate and an issuer. */
export interface SelfSignedOptions {
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
   * The Kubernetes namespace in which cert-manager looks for what its ClusterIssuers refer to (its flag
   * `--cluster-resource-namespace`, `cert-manager` where nothing else is set). The keys of the authority then live there,
   * out of reach of the Temporal server's namespace, and the signing issuer is a ClusterIssuer, so that callers in other
   * Kubernetes namespaces can have certificates. So can whoever may create CertificateRequests anywhere in the cluster.
   *
   * @default - the hierarchy lives in the Temporal server's namespace and signs there alone
   */
  readonly clusterResourceNamespace?: string;
  /**
   * A root that other purposes share. Listeners then trust the purpose's intermediate alone.
   *
   * @default - a root of this purpose's own
   */
  readonly root?: SharedRoot;
  /**
   * The names that the intermediate may sign, as critical name constraints of its certificate. A certificate with another
   * name is refused by whoever verifies, whoever made it. A path length cannot be set: cert-manager has no place for it.
   *
   * @default - any name
   */
  readonly permittedNames?: PermittedNames;
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
}

/** Reads the options of a hierarchy. Throws `INVALID_VALUE`, `INVALID_NAME`, `OUT_OF_RANGE`, `UNPROVEN_TRUST`. */
export function readSelfSignedOptions(type: string, options: unknown): SelfSignedOptions {
  const read = readOptions<SelfSignedOptions>(type, options, {
    organization: optional(subjectText('an organization')),
    rootDuration: optional(authorityDuration),
    intermediateDuration: optional(authorityDuration),
    keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
    clusterResourceNamespace: optional(namespaceName),
    permittedNames: optional(permittedNames),
    ...rotationGuards,
  });
  checkRotation(type, read);
  if (read.root !== undefined && read.clusterResourceNamespace !== undefined) {
    refuse('UNPROVEN_TRUST', {
      option: `${type}.clusterResourceNamespace`,
      value: read.clusterResourceNamespace,
      expected:
        "the intermediate of a shared root in the Temporal server's namespace, where its listeners can mount it",
      fix: 'Leave out root, so that the purpose has a root of its own, or leave out clusterResourceNamespace.',
    });
  }
  return read;
}
