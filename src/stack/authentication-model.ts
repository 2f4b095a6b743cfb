import type { AuthenticationMethod } from '../authn/authentication';
import type { AuthenticationModel } from '../authn/model';
import { refuse } from '../core/errors';
import { sortedUnique } from '../core/order';
import { secretKeyIn } from '../secrets/secret-key-in';

const OPTION = 'TemporalAuthStack.authentication';

/**
 * All methods as the one configuration that the server has: one audience, one set of keys, and one provider for the UI.
 *
 * Throws `NO_AUTHENTICATION`, `AUDIENCE_MISMATCH`, `DUPLICATE_AUTHENTICATION`, `SECRET_ELSEWHERE`.
 */
export function authenticationModel(methods: readonly AuthenticationMethod[], namespace: string): AuthenticationModel {
  if (methods.length === 0) {
    refuse('NO_AUTHENTICATION', {
      option: OPTION,
      expected: 'at least one way for callers to prove who they are',
      fix: 'Add Authentication.apiKeys(…) or Authentication.oidc(…).',
    });
  }
  const [{ audience }] = methods;
  const other = methods.find((method) => method.audience !== audience);
  if (other !== undefined) {
    refuse('AUDIENCE_MISMATCH', {
      option: OPTION,
      value: `"${audience}" and "${other.audience}"`,
      expected: 'one audience for all methods',
      fix: 'Have every issuer write the same audience: the server compares with one.',
    });
  }
  const jwks = atMostOne(methods, 'a file with public keys', (method) => method.jwks);
  const login = atMostOne(methods, 'a login for the UI', (method) => method.login);
  return {
    audience,
    keySourceUris: sortedUnique(methods.flatMap(({ keySourceUri }) => keySourceUri ?? [])),
    ...(jwks === undefined ? {} : { jwks }),
    ...(login === undefined
      ? {}
      : {
          oidcLogin: {
            issuerUrl: login.issuerUrl,
            clientId: login.clientId,
            clientSecret: secretKeyIn(namespace, login.clientSecret, `${OPTION}.login.clientSecret`),
            callbackUrl: login.callbackUrl,
            scopes: login.scopes,
          },
        }),
  };
}

function atMostOne<T>(
  methods: readonly AuthenticationMethod[],
  what: string,
  pick: (method: AuthenticationMethod) => T | undefined,
): T | undefined {
  const found = methods.map(pick).filter((item) => item !== undefined);
  if (found.length > 1) {
    refuse('DUPLICATE_AUTHENTICATION', {
      option: OPTION,
      value: `${found.length} methods with ${what}`,
      expected: `at most one method with ${what}`,
      fix: 'Put all keys into one file; the UI knows one provider only.',
    });
  }
  return found[0];
}
