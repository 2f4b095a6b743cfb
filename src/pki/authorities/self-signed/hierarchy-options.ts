import type { Duration } from 'cdk8s';
import { instanceOf, oneOf, optional } from '../../../core/guards';
import { subjectText } from '../../../x509/names/subject-text';
import { KeyAlgorithm } from '../../certificates/key-algorithm';
import { authorityDuration } from '../../certificates/lifetimes';
import { type PermittedNames, permittedNames } from '../../certificates/name-constraints-options';
import { AuthorityGeneration } from '../../rotation/authority-generation';
import { SharedRoot } from './shared-root';

/** Options of a hierarchy that is made for a purpose: a root, and an intermediate that signs. */
export interface HierarchyOptions {
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
   * A root that other purposes share, of local authorities in the same store. Listeners then trust the purpose's intermediate
   * alone.
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

const generation = optional(instanceOf(AuthorityGeneration, 'an AuthorityGeneration'));
const root = optional(instanceOf(SharedRoot, 'a SharedRoot'));

/** The guards of these options, each by itself; `checkRotation` says which of them go together. */
export const hierarchyGuards = {
  organization: optional(subjectText('an organization')),
  rootDuration: optional(authorityDuration),
  intermediateDuration: optional(authorityDuration),
  keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
  permittedNames: optional(permittedNames),
  generation,
  intermediateGeneration: generation,
  root,
  nextRoot: root,
};
