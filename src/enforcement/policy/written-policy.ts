import { oncePer } from '../../core/derived';
import type { Policy, PolicyPlaces, PolicyRole, PolicyUser } from './policy';

/**
 * Places as a policy's text has them: names, or the declared Temporal namespaces as bits in base64 where the names take much room. Bit `n % 8`
 * of byte `n / 8`, counted from the lowest, stands for the one with index `n`; zero bytes at the end are left out.
 */
export type WrittenPlaces = PolicyPlaces | PlaceBits;

/** Places among many, for roles that hold in a large part of them. */
export interface PlaceBits {
  readonly bits: string;
}

/** A policy as its text has it. */
export interface WrittenPolicy extends Omit<Policy, 'roles' | 'users'> {
  readonly roles: Readonly<Record<string, Written<PolicyRole>>>;
  readonly users: Readonly<Record<string, Written<PolicyUser>>>;
}

type Written<T extends { readonly places: PolicyPlaces }> = Omit<T, 'places'> & { readonly places: WrittenPlaces };

/** The policy in the form of its text. */
export const writtenPolicy = oncePer((policy: Policy): WrittenPolicy => {
  const indexes = new Map(policy.temporalNamespaces.map((name, index) => [name, index]));
  const written = <T extends { readonly places: PolicyPlaces }>(members: Readonly<Record<string, T>>) =>
    mapped(members, (member): Written<T> => ({ ...member, places: shorter(member.places, indexes) }));
  return { ...policy, roles: written(policy.roles), users: written(policy.users) };
});

/** The canonical text of a policy. */
export function policyText(policy: Policy): string {
  return JSON.stringify(writtenPolicy(policy));
}

/** The names that bits stand for; undefined where they are not those of so many declared Temporal namespaces. */
export function namesOf({ bits }: PlaceBits, declared: readonly string[]): readonly string[] | undefined {
  const bytes = Buffer.from(bits, 'base64');
  const isCanonical = bytes.toString('base64') === bits && bytes.at(-1) !== 0;
  const highest = bytes.length * 8 - Math.clz32(bytes.at(-1) ?? 0) + 24;
  if (!isCanonical || highest > declared.length) return undefined;
  return declared.filter((_, index) => (bytes[index >> 3] & (1 << (index & 7))) !== 0);
}

/** The same members, each by what is made of it. */
export function mapped<T, U>(
  members: Readonly<Record<string, T>>,
  make: (member: T, name: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, make(member, name)]));
}

/** The length of names up to which people are to read them, in a pull request for example. */
const READABLE = 1000;

function shorter(places: PolicyPlaces, indexes: ReadonlyMap<string, number>): WrittenPlaces {
  if (places === '*') return places;
  const lengthOfNames = places.reduce((length, name) => length + name.length + '"",'.length, 1);
  if (lengthOfNames <= READABLE) return places;
  const all = places.flatMap((name) => indexes.get(name) ?? []);
  const bytes = (Math.max(...all) >> 3) + 1;
  const lengthOfBits = '{"bits":""}'.length + Math.ceil(bytes / 3) * 4;
  if (lengthOfNames <= lengthOfBits) return places;
  const bits = Buffer.alloc(bytes);
  for (const index of all) bits[index >> 3] |= 1 << (index & 7);
  return { bits: bits.toString('base64') };
}
