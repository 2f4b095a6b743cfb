import { refuse } from '../core/errors';
import { type Check, instanceOf, optional, readOptions, text } from '../core/guards';
import type { EnforcementModel } from './model';

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

  private constructor(
    /** @internal */
    public readonly _model: EnforcementModel,
  ) {}
}

/** What decides, among options. */
export const enforcement = instanceOf(Enforcement, 'an Enforcement, for example Enforcement.defaultAuthorizer()');

/** Claims that say something else (RFC 7519, section 4.1; OpenID Connect Core, section 2). */
const REGISTERED_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'nonce', 'scope', 'email'];

/** Some providers allow claims of one's own under a URL only (RFC 7519, section 4.2); a bare dot would look like a path. */
const CLAIM_NAME = /^([A-Za-z0-9_-]+|https:\/\/[A-Za-z0-9._~/-]+)$/;

/** The mapper looks the name up in the token's top level and takes no path, so a nested claim would give nothing. */
const topLevelClaim: Check<string> = (value, option) => {
  const claim = text('the name of a claim', 128)(value, option);
  if (!CLAIM_NAME.test(claim) || REGISTERED_CLAIMS.includes(claim)) {
    refuse('INVALID_VALUE', {
      option,
      value: claim,
      expected: 'a claim of the token\'s top level that is its own: letters, digits, "_" and "-", or an https URL',
      fix: 'Have the provider write the permissions into such a claim: the server reads no nested one.',
    });
  }
  return claim;
};
