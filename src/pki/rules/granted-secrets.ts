import { errorOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { authorityName } from '../model/authority';
import { heldSecretsOf } from '../model/held-secret';
import { loginSecretOf } from '../model/issuer';
import type { PkiModel } from '../model/pki';
import type { PkiEvidence } from './pki-evidence';

export const grantedSecrets: Rule<PkiEvidence> = {
  id: 'granted-secrets',
  what: 'No pod may read, through the Kubernetes API, a key that signs certificates or that a listener of the server shows.',
  why: 'With the key of an authority it is whoever it likes, and with that of internode the administrator of Temporal.',
  codes: ['FORBIDDEN_GRANT'],
  check: ({ pki, surroundings: { grants } }) => {
    const guarded = new Map([...keysOf(pki), ...loginsOf(pki)]);
    return grants.flatMap(({ path, namespace, secretNames }) =>
      secretNames.flatMap((name, index) => {
        const holder = guarded.get(`${namespace}/${name}`);
        if (holder === undefined) return [];
        return errorOf('FORBIDDEN_GRANT', {
          path,
          option: `SecretReadGrant.secretNames[${index}]`,
          value: name,
          expected: `a Secret whose reader is nobody else by it, while this one is of ${holder}`,
          fix: 'Remove it: pods have their own certificates mounted, and need no permission for that.',
        });
      }),
    );
  },
};

function keysOf(pki: PkiModel): Array<readonly [string, string]> {
  return heldSecretsOf(pki)
    .filter(({ signs, purpose }) => signs || purpose === 'internode' || purpose === 'frontend')
    .map(({ namespace, name, holder }) => [`${namespace}/${name}`, holder]);
}

/** Whoever can log in to a Vault as its issuer has it sign. */
function loginsOf({ authorities }: PkiModel): Array<readonly [string, string]> {
  return authorities.flatMap((authority) => {
    if (authority.kind !== 'vault') return [];
    const { namespace, authentication } = authority.vault;
    const login = loginSecretOf(authentication);
    if (login === undefined) return [];
    return [[`${namespace}/${login.secretName}`, `the login of ${authorityName(authority)} to its Vault`]];
  });
}
