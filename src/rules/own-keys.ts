import { providerOf, SHARED_KEYS } from '../authn/known-providers';
import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const ownKeys: Rule<AuthModel> = {
  id: 'own-keys',
  what: "The keys that tokens are verified by sign for this program's users alone.",
  why: 'The server compares no issuer: where a provider signs for all its tenants by one set of keys, only the audience keeps the others out.',
  codes: ['SHARED_KEYS'],
  check: ({ path, authentication }) =>
    authentication.keySourceUris.flatMap((uri) => {
      const provider = providerOf(uri, SHARED_KEYS);
      if (provider === undefined) return [];
      return warningOf('SHARED_KEYS', {
        path,
        option: 'Authentication.jwksUri',
        value: uri,
        expected: 'keys that sign for no tenants but your own',
        fix: `Have a provider of your own ask ${provider.name}; or accept it where no other tenant can be given a token for ${authentication.audience}, which an id that ${provider.name} made can promise and a name of your choice cannot.`,
      });
    }),
};
