import { instanceOf, optional, readOptions } from '../core/guards';
import type { EnforcementModel } from './model';
import { type PolicyOptions, readPolicyOptions } from './policy-options';
import { topLevelClaim } from './top-level-claim';

/** Options of Temporal's own authorizer. */
export interface DefaultAuthorizerOptions {
  /**
   * The claim of a token that carries its `namespace:level` items: a member of the token's top level, a list of texts.
   *
   * @default permissions
   */
  readonly permissionsClaimName?: string;
}

/**
 * What decides about each call of the frontend.
 *
 * @example
 * const enforcement = Enforcement.defaultAuthorizer({ permissionsClaimName: 'temporal_permissions' });
 */
export class Enforcement {
  /**
   * Temporal's own authorizer and claim mapper, in Temporal's own image: a token carries `namespace:level` items, where the
   * level is `read`, `write` or `admin`. A role that these cannot express exactly needs `acceptCoarse`.
   *
   * Throws `INVALID_VALUE`.
   */
  public static defaultAuthorizer(options?: DefaultAuthorizerOptions): Enforcement {
    const { permissionsClaimName = 'permissions' } = readOptions<DefaultAuthorizerOptions>(
      'Enforcement.defaultAuthorizer',
      options,
      { permissionsClaimName: optional(topLevelClaim) },
    );
    return new Enforcement({ kind: 'default-authorizer', permissionsClaimName });
  }

  /**
   * The policy server of this project (`server/`), which is Temporal's own with another authorizer and claim mapper: every permission as it
   * is written, on task queues and workflow types, with what a request carries. Temporal's own image refuses to start with its
   * configuration.
   *
   * Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `WRONG_TYPE`.
   */
  public static policy(options?: PolicyOptions): Enforcement {
    return new Enforcement(readPolicyOptions(options));
  }

  private constructor(
    /** @internal */
    public readonly _model: EnforcementModel,
  ) {}
}

/** What decides, among options. */
export const enforcement = instanceOf(Enforcement, 'an Enforcement, for example Enforcement.defaultAuthorizer()');
