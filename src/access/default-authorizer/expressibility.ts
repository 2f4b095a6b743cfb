import { ADMIN, type DecidedApi } from '../api-catalogue';
import type { RoleModel } from '../model';
import { claimItems, claimsOfGrant, type OverGrant, overGrants, withheldApis } from './default-authorizer';
import { widestGrantOf } from './grants';

/** How well Temporal's default authorizer expresses a role. */
export interface Expressibility {
  /** The smallest claims that cover the role. */
  readonly claims: readonly string[];
  /** What they grant beyond the role. */
  readonly overGranted: readonly OverGrant[];
  /** APIs on the cluster that the role names though it is limited to some namespaces. */
  readonly withheld: readonly DecidedApi[];
  /** Whether the role would become the administrator of the cluster without asking to be. */
  readonly wouldBeAdmin: boolean;
}

/** Compares a role with the claims that it would take. */
export function expressibilityOf(role: RoleModel, declared: readonly string[]): Expressibility {
  const grant = widestGrantOf(role);
  const claims = claimsOfGrant(grant);
  return {
    claims: claimItems(claims),
    overGranted: overGrants(grant, claims, declared),
    withheld: isNowhere(role) ? [] : withheldApis(grant),
    wouldBeAdmin: claims.system === 'admin' && !role.permissions.includes(ADMIN),
  };
}

/**
 * Whether nobody may be given the role. `acceptCoarse` accepts a coarser level: it opens no further namespace to a role that
 * is limited to some, and makes nobody the administrator of the cluster.
 */
export function isRefused(role: RoleModel, { overGranted, withheld, wouldBeAdmin }: Expressibility): boolean {
  return withheld.length > 0 || wouldBeAdmin || (overGranted.length > 0 && !role.acceptCoarse);
}

/** Whether a role holds in no place at all. */
export function isNowhere({ places }: Pick<RoleModel, 'places'>): boolean {
  return !places.everywhere && places.temporalNamespaces.length === 0;
}
