import { type ApiRow, LEVELS, type Level } from '../../access/catalogue/api-row';
import { oneOf } from '../../core/guards';
import { sortedUnique } from '../../core/order';

/** The Temporal namespace whose level is that in the system. */
const SYSTEM = 'temporal-system';

/** What a token says to Temporal's default claim mapper. */
export interface LevelClaims {
  /** The level in the system, and so in every Temporal namespace. */
  readonly system?: Level;
  readonly namespaces: ReadonlyMap<string, Level>;
}

/** Whether a level that is held is at least the one demanded. */
export function reaches(held: Level | undefined, demanded: ApiRow['systemLevel']): boolean {
  if (demanded === 'always') return true;
  if (demanded === 'never' || held === undefined) return false;
  return LEVELS.indexOf(held) >= LEVELS.indexOf(demanded);
}

/** The highest of some levels; an API that the server decides without a level needs none. */
export function highest(levels: readonly (ApiRow['systemLevel'] | undefined)[]): Level | undefined {
  return [...LEVELS].reverse().find((level) => levels.includes(level));
}

/** The claims that grant what each of several grants. */
export function mergeClaims(all: readonly LevelClaims[]): LevelClaims {
  const system = highest(all.map((claims) => claims.system));
  const names = new Set(all.flatMap((claims) => [...claims.namespaces.keys()]));
  const levels = [...names].map((name) => [name, highest(all.map(({ namespaces }) => namespaces.get(name)))] as const);
  const needed = levels.filter(
    (entry): entry is readonly [string, Level] => entry[1] !== undefined && !reaches(system, entry[1]),
  );
  return { system, namespaces: new Map(needed) };
}

/** The items of a token's permissions claim, sorted. Source: Temporal, `default_jwt_claim_mapper.go`. */
export function claimItems(claims: LevelClaims): string[] {
  const items = [...claims.namespaces].map(([name, level]) => `${name}:${level}`);
  return sortedUnique([...items, ...(claims.system === undefined ? [] : [`${SYSTEM}:${claims.system}`])]);
}

/** What the items of a permissions claim say: the reverse of `claimItems`. */
export function claimsOfItems(items: readonly string[]): LevelClaims {
  const namespaces = new Map(
    items.map((item) => {
      const at = item.lastIndexOf(':');
      return [item.slice(0, at), level(item.slice(at + 1), item)];
    }),
  );
  const system = namespaces.get(SYSTEM);
  namespaces.delete(SYSTEM);
  return { system, namespaces };
}

const level = oneOf(LEVELS, 'a level');
