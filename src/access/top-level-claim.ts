import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

/** Claims that say something else (RFC 7519, section 4.1; OpenID Connect Core, section 2). */
const REGISTERED_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'nonce', 'scope', 'email'];

/** Some providers allow claims of one's own under a URL only (RFC 7519, section 4.2); a bare dot would look like a path. */
const CLAIM_NAME = /^([A-Za-z0-9_-]+|https:\/\/[A-Za-z0-9._~/-]+)$/;

/**
 * A claim of ours. A claim mapper looks the name up in the token's top level and takes no path, so a nested claim would give nothing.
 * Throws `INVALID_VALUE`.
 */
export const topLevelClaim: Check<string> = (value, option) => {
  const claim = text('the name of a claim', 128)(value, option);
  if (!CLAIM_NAME.test(claim) || REGISTERED_CLAIMS.includes(claim)) {
    refuse('INVALID_VALUE', {
      option,
      value: claim,
      expected: 'a claim of the token\'s top level that is its own: letters, digits, "_" and "-", or an https URL',
      fix: 'Have the provider write them into such a claim: the server reads no nested one.',
    });
  }
  return claim;
};
