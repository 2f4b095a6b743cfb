import { instanceOf, listOf, unique } from '../core/guards';
import { temporalNamespaceName } from './temporal-namespace-name';

/**
 * The Temporal namespaces in which something may be done.
 *
 * @example
 * roles.addUser('8c5f1f3e-0f8b-4b53-9f27-1d5a6d1c2a11', {
 *   email: 'ops@company.com',
 *   active: true,
 *   roles: [roles.predefined.worker],
 *   temporalNamespaces: TemporalNamespaces.of('payments'),
 * });
 */
export class TemporalNamespaces {
  /**
   * These Temporal namespaces. None given is no access at all, never access to all.
   *
   * Throws `INVALID_TEMPORAL_NAMESPACE`, `DUPLICATE_VALUE`, `WRONG_TYPE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`, `INVALID_VALUE`.
   *
   * @param names names of Temporal namespaces, case-sensitive, without wildcards
   */
  public static of(...names: string[]): TemporalNamespaces {
    return new TemporalNamespaces(false, NAMES(names, 'TemporalNamespaces.of(names)'));
  }

  /**
   * Every Temporal namespace that the `RbacRoleSet` declares, and actions on the cluster. Temporal's own namespaces
   * (`temporal-system`) are not among them.
   */
  public static all(): TemporalNamespaces {
    return new TemporalNamespaces(true, []);
  }

  private constructor(
    /** @internal */
    public readonly _everywhere: boolean,
    /** @internal */
    public readonly _names: readonly string[],
  ) {}

  /** The names, separated by blanks, or `all`. */
  public toString(): string {
    return this._everywhere ? 'all' : this._names.join(' ');
  }
}

const NAMES = unique(listOf(temporalNamespaceName), (name) => name);

/** Temporal namespaces among options. */
export const temporalNamespaces = instanceOf(
  TemporalNamespaces,
  "TemporalNamespaces.of('…') or TemporalNamespaces.all(), not a list",
);
