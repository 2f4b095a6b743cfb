import { PERMISSIONS } from '../../access/catalogue/api-catalogue';
import { CLUSTER, UNDECLARED } from '../../access/places';
import { oncePer } from '../../core/derived';
import { sortedUnique } from '../../core/order';
import { type Caller, type Holding, holdingsOf, isAmong, isEverywhere } from './holdings';
import type { Policy } from './policy';

/** What limits a permission in one place: the task queues and workflow types that requests must name; null is any. */
export interface Scope {
  readonly taskQueues: readonly string[] | null;
  readonly workflowTypes: readonly string[] | null;
}

/** How a permission is held in one place: by any of `allowed`, but for `denied`. */
export interface Held {
  readonly allowed: readonly Scope[];
  readonly denied: readonly Scope[];
}

/** What somebody may do: by permission, by place. What is not held is absent. */
export type Reach = ReadonlyMap<string, ReadonlyMap<string, Held>>;

const ANY: Scope = { taskQueues: null, workflowTypes: null };

/**
 * All that a caller may do, computed from the roles and not by asking call after call: for comparing policies and for what must hold of
 * all calls. Two callers with equal reaches are decided alike.
 */
export function reachOf(policy: Policy, caller: Caller, at: number): Reach {
  return reaches(policy)(holdingsOf(policy, caller, at));
}

/** What is denied to somebody whatever else it holds, by another identity for example: by permission, by place. */
export type Denials = ReadonlyMap<string, ReadonlyMap<string, readonly Scope[]>>;

/** All that a caller is denied, whether anything allows it or not. */
export function denialsOf(policy: Policy, caller: Caller, at: number): Denials {
  return denialsOfAll(policy)(holdingsOf(policy, caller, at));
}

/** Those that the policy knows, and all others: an administrator has them, and a pattern denies them. */
const permissionsIn = oncePer((policy: Policy) => sortedUnique([...policy.permissions, ...PERMISSIONS]));

const denialsOfAll = oncePer((policy: Policy) => onceForEqual((holdings) => denialsOfHoldings(policy, holdings)));
const reaches = oncePer((policy: Policy) =>
  onceForEqual((holdings) => reachOfHoldings(policy, holdings, denialsOfAll(policy)(holdings))),
);

/** Computes once for everybody who holds the same: most people of a company do. */
function onceForEqual<T>(compute: (holdings: readonly Holding[]) => T): (holdings: readonly Holding[]) => T {
  const known = new Map<string, T>();
  return (holdings) => {
    const key = JSON.stringify(holdings.map(({ role, limit }) => [role, limit]).sort());
    const computed = known.get(key) ?? compute(holdings);
    known.set(key, computed);
    return computed;
  };
}

function denialsOfHoldings(policy: Policy, holdings: readonly Holding[]): Denials {
  return new Map(
    permissionsIn(policy).flatMap((permission): [string, Map<string, readonly Scope[]>][] => {
      const denying = holdings.filter(({ says }) => says.denies.has(permission));
      if (denying.length === 0) return [];
      const there = placesOf(policy).flatMap((place): [string, readonly Scope[]][] => {
        const denied = scopesAt(denying.filter((holding) => isDeniedAt(holding, place)));
        return denied.length === 0 ? [] : [[place, denied]];
      });
      return [[permission, new Map(there)]];
    }),
  );
}

function reachOfHoldings(policy: Policy, holdings: readonly Holding[], denials: Denials): Reach {
  const places = placesOf(policy);
  const reach = new Map<string, Map<string, Held>>();
  for (const permission of permissionsIn(policy)) {
    const granting = holdings.filter(({ says }) => says.allows.has(permission));
    if (granting.length === 0) continue;
    const exceptions = denials.get(permission);
    const held = places.flatMap((place): [string, Held][] => {
      const allowed = scopesAt(granting.filter((holding) => isAllowedAt(holding, place)));
      const denied = exceptions?.get(place) ?? [];
      const isForbidden = denied.some(isAny);
      return allowed.length === 0 || isForbidden ? [] : [[place, { allowed, denied }]];
    });
    if (held.length > 0) reach.set(permission, new Map(held));
  }
  return reach;
}

/** The declared Temporal namespaces, the others, and the cluster. */
export const placesOf = oncePer((policy: Policy): readonly string[] => [
  ...policy.temporalNamespaces,
  UNDECLARED,
  CLUSTER,
]);

/** Whether a role that is held allows anything in a place. */
export function isAllowedAt(holding: Holding, place: string): boolean {
  if (place === UNDECLARED) return isEverywhere(holding) && holding.says.isAdmin;
  return place === CLUSTER ? isEverywhere(holding) : isAmong(holding, place);
}

/** What is forbidden everywhere is forbidden in Temporal namespaces that nobody declared too. */
function isDeniedAt(holding: Holding, place: string): boolean {
  return isEverywhere(holding) || (place !== UNDECLARED && place !== CLUSTER && isAmong(holding, place));
}

/** The scopes of some holdings, each once, in a stable order; one that is any scope is all that counts. */
function scopesAt(holdings: readonly Holding[]): readonly Scope[] {
  const scopes = holdings.map(
    ({ grant: { taskQueues = null, workflowTypes = null } }): Scope => ({ taskQueues, workflowTypes }),
  );
  if (scopes.some(isAny)) return [ANY];
  const byText = new Map(scopes.map((scope) => [JSON.stringify(scope), scope]));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}

function isAny({ taskQueues, workflowTypes }: Scope): boolean {
  return taskQueues === null && workflowTypes === null;
}
