import { refuse } from '../core/errors';
import { sortedUnique } from '../core/order';
import type { AuthenticationModel } from './model';

const OPTION = 'TemporalAuthStack.authentication';

/**
 * All methods as the one configuration that the server has: one audience, one set of keys, and one provider for the UI.
 *
 * Throws `NO_AUTHENTICATION`, `AUDIENCE_MISMATCH`, `DUPLICATE_AUTHENTICATION`.
 */
export function combineMethods(methods: readonly AuthenticationModel[]): AuthenticationModel {
  if (methods.length === 0) {
    refuse('NO_AUTHENTICATION', {
      option: OPTION,
      expected: 'at least one way for callers to prove who they are',
      fix: 'Add Authentication.apiKeys(…) or Authentication.oidc(…). A client certificate opens the connection and grants nothing: what a caller may do, Temporal reads in its token.',
    });
  }
  const [{ audience }] = methods;
  const other = methods.find((method) => method.audience !== audience);
  if (other !== undefined) {
    refuse('AUDIENCE_MISMATCH', {
      option: OPTION,
      found: `"${audience}" and "${other.audience}"`,
      expected: 'one audience for all methods',
      fix: 'Have every issuer write the same audience: the server compares with one.',
    });
  }
  return {
    audience,
    keySourceUris: sortedUnique(methods.flatMap(({ keySourceUris }) => keySourceUris)),
    ...atMostOne(methods, 'jwks', 'a file with public keys'),
    ...atMostOne(methods, 'oidcLogin', 'a login for the UI'),
  };
}

function atMostOne<K extends keyof AuthenticationModel>(
  methods: readonly AuthenticationModel[],
  field: K,
  what: string,
): Pick<AuthenticationModel, K> | undefined {
  const [found, ...others] = methods.filter((method) => method[field] !== undefined);
  if (others.length > 0) {
    refuse('DUPLICATE_AUTHENTICATION', {
      option: OPTION,
      found: `${others.length + 1} methods with ${what}`,
      expected: `at most one method with ${what}`,
      fix: 'Put all keys into one file; the UI knows one provider only.',
    });
  }
  return found && ({ [field]: found[field] } as Pick<AuthenticationModel, K>);
}
