import { groupedBy } from '../../core/order';
import { errorOf, type Problem } from '../../core/problem';
import { SecretCreationPolicy } from '../../secrets/external-secret-policies';
import type { SecretUseModel } from '../../secrets/model';
import { type HeldSecretModel, heldSecretsByName, OWN_CERTIFICATE } from '../model/held-secret';
import type { Surroundings } from '../model/surroundings';
import { describeKey } from '../model/trust';

/** A key of a Secret that an option names, and what it is taken for. */
export interface NamedKey extends SecretUseModel {
  readonly takenFor: 'a secret value' | 'a CA certificate' | 'a certificate or its key';
}

/** The codes of what is wrong with named keys. */
export const SECRET_USE_CODES = [
  'FOREIGN_SECRET',
  'INVALID_SECRET_POLICY',
  'MISSING_OPTION',
  'DUPLICATE_VALUE',
] as const;

/** What is wrong with keys that the options of one server name, as far as the App shows what lies in their Secrets. */
export function secretUseProblems(uses: readonly NamedKey[], surroundings: Surroundings): Problem[] {
  const held = heldSecretsByName(surroundings.pkis);
  const heldAt = ({ namespace, secretName }: NamedKey) => held.get(`${namespace}/${secretName}`);
  return [
    ...uses.flatMap((use) => misplaced(use, heldAt(use))),
    // What a binding writes beside another writer is told as that.
    ...uses.filter((use) => heldAt(use)?.written !== true).flatMap((use) => unwritten(use, surroundings)),
    ...twice(uses),
  ];
}

/** A key of a certificate's Secret where a password, a token or the CA certificate of somebody else belongs. */
function misplaced(use: NamedKey, held: HeldSecretModel | undefined): Problem[] {
  if (held === undefined || use.takenFor === 'a certificate or its key') return [];
  const isAuthority = use.key === 'ca.crt' || (held.signs && use.key === OWN_CERTIFICATE);
  if (use.takenFor === 'a CA certificate' && isAuthority && held.purpose === 'database') return [];
  return [
    errorOf('FOREIGN_SECRET', {
      option: use.option,
      path: use.path,
      found: described(use),
      expected: `${use.takenFor} of its own, while this Secret is of ${held.holder}`,
      fix: 'Name the Secret that holds it, for example what fetch() of an ExternalSecretsBinding returned.',
    }),
  ];
}

/** A key that the program itself describes, and that is not written. */
function unwritten(use: NamedKey, { boundSecrets }: Surroundings): Problem[] {
  const bound = boundSecrets.find(({ namespace, name }) => namespace === use.namespace && name === use.secretName);
  if (bound === undefined) return [];
  const { path } = bound;
  if (bound.creationPolicy === SecretCreationPolicy.NONE) {
    return [
      errorOf('INVALID_SECRET_POLICY', {
        option: 'ExternalSecretsBinding.creationPolicy',
        path,
        found: `${bound.creationPolicy}, under which the operator writes no Secret`,
        expected: `a Secret that the operator writes, since ${use.option} reads it: no pod starts without`,
        fix: 'Use another creationPolicy, or name a Secret that somebody else writes with SecretRef.existing().',
      }),
    ];
  }
  const isElsewhere = bound.creationPolicy === SecretCreationPolicy.MERGE; // its other keys are somebody else's
  if (isElsewhere || bound.keys.includes(use.key)) return [];
  return [
    errorOf('MISSING_OPTION', {
      option: `ExternalSecretsBinding.fetch(${use.key})`,
      path,
      expected: `a value for the key that ${use.option} reads of Secret ${use.secretName}, which holds ${bound.keys.join(', ') || 'nothing'}`,
      fix: `Call fetch('${use.key}', …), or correct the key.`,
    }),
  ];
}

/** One key for two options: at least one of them is another's value. */
function twice(uses: readonly NamedKey[]): Problem[] {
  const values = uses.filter(({ takenFor }) => takenFor !== 'a certificate or its key');
  const byKey = groupedBy(values, described);
  return [...byKey].flatMap(([key, [first, ...others]]) =>
    others
      .filter(({ option }) => option !== first.option)
      .map(({ option, path }) =>
        errorOf('DUPLICATE_VALUE', {
          option,
          path,
          found: key,
          expected: `a key of its own, since ${first.option} has this one`,
          fix: 'Name the key that holds what this option is for.',
        }),
      ),
  );
}

function described({ secretName: name, namespace, key }: NamedKey): string {
  return describeKey({ kind: 'Secret', namespace, name, key });
}
