import { groupedBy } from '../../core/order';
import { errorOf, type Problem } from '../../core/problem';
import { SecretCreationPolicy } from '../../secrets/external-secret-policies';
import type { BoundSecretModel, SecretUseModel } from '../../secrets/model';
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
    ...twice(uses, surroundings),
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
  const bound = boundSecretOf(use, boundSecrets);
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

/**
 * One value for options that mean different things: at least one of them has another's. What means the same may be one value, such as
 * the CA certificate of a Vault that signs for two purposes.
 */
function twice(uses: readonly NamedKey[], surroundings: Surroundings): Problem[] {
  const values = uses.filter(({ takenFor }) => takenFor !== 'a certificate or its key');
  const byValue = groupedBy(values, (use) => fetchedValue(use, surroundings) ?? described(use));
  return [...byValue.values()].flatMap(([first, ...others]) =>
    others
      .filter((use) => meaningOf(use) !== meaningOf(first))
      .map((use) =>
        errorOf('DUPLICATE_VALUE', {
          option: use.option,
          path: use.path,
          found:
            described(use) === described(first)
              ? described(use)
              : `${described(use)}, fetched from where ${described(first)} is`,
          expected: `a value of its own, since ${first.option} has this one`,
          fix: 'Name what holds the value that this option is for.',
        }),
      ),
  );
}

/** The option without whose it is: `MtlsPki.clients.caBundleSecret` means what `MtlsPki.frontend.caBundleSecret` does. */
function meaningOf({ option }: NamedKey): string {
  return option.slice(option.lastIndexOf('.') + 1);
}

/** Where a binding fetches the key from: two keys of Secrets may be one value of the store. */
function fetchedValue(use: NamedKey, { boundSecrets }: Surroundings): string | undefined {
  const bound = boundSecretOf(use, boundSecrets);
  const value = bound?.values.find(({ key }) => key === use.key);
  if (bound === undefined || value === undefined) return undefined;
  const { kind, name } = bound.store;
  const place = kind === 'ClusterSecretStore' ? [] : [bound.namespace];
  return JSON.stringify([kind, ...place, name, value.remoteKey, value.property]);
}

function boundSecretOf(
  { namespace, secretName }: NamedKey,
  boundSecrets: readonly BoundSecretModel[],
): BoundSecretModel | undefined {
  return boundSecrets.find((bound) => bound.namespace === namespace && bound.name === secretName);
}

function described({ secretName: name, namespace, key }: NamedKey): string {
  return describeKey({ kind: 'Secret', namespace, name, key });
}
