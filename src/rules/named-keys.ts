import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';
import { type NamedKey, SECRET_USE_CODES, secretUseProblems } from '../pki/rules/secret-uses';

export const namedKeysOfServer: Rule<AuthModel> = {
  id: 'named-keys-of-server',
  what: 'A key of a Secret that the options of a server name is written, holds what they take it for, and is named by one of them.',
  why: 'A pod that mounts what nobody writes never starts; what belongs to another is shown to whoever is asked.',
  codes: SECRET_USE_CODES,
  check: (model) => secretUseProblems(keysOf(model), model.surroundings),
};

function keysOf({ path, namespace, database, authentication: { oidcLogin }, services }: AuthModel): NamedKey[] {
  const at = { path, namespace };
  const option = `Database.${database.kind}`;
  const secret = { takenFor: 'a secret value' } as const;
  return [
    ...(database.password ? [{ ...at, ...database.password, ...secret, option: `${option}.password` }] : []),
    ...database.endpoints.flatMap(({ serverCa }): NamedKey[] =>
      'secretName' in serverCa
        ? [{ ...at, ...serverCa, option: `${option}.serverCa`, takenFor: 'a CA certificate' }]
        : [],
    ),
    ...(oidcLogin === undefined
      ? []
      : [{ ...at, ...oidcLogin.clientSecret, ...secret, option: 'Authentication.oidc.login.clientSecret' }]),
    ...services.flatMap(({ path, namespace, apiKey }) =>
      apiKey === undefined ? [] : [{ path, namespace, ...apiKey, ...secret, option: 'TemporalServiceOptions.apiKey' }],
    ),
  ];
}
