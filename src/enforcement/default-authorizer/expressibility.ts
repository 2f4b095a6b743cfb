import { ADMIN, type DecidedApi } from '../../access/api-catalogue';
import { isNowhere } from '../../access/grants';
import type { RbacModel, RoleModel } from '../../access/model';
import { oncePer } from '../../core/derived';
import { claimsOfGrant, type OverGrant, overGrants, withheldApis } from './law';
import { claimItems } from './levels';

/** How well Temporal's default authorizer expresses a role. */
export interface Expressibility {
  readonly role: RoleModel;
  /** The smallest claims that cover the role. */
  readonly claims: readonly string[];
  /** What they grant beyond the role. */
  readonly overGranted: readonly OverGrant[];
  /** APIs on the cluster that the role names though it is limited to some namespaces. */
  readonly withheld: readonly DecidedApi[];
  /** Whether the role would become the administrator of the cluster without asking to be. */
  readonly wouldBeAdmin: boolean;
  /**
   * Whether nobody may be given the role. `acceptCoarse` accepts a coarser level: it opens no further namespace to a role that
   * is limited to some, and makes nobody the administrator of the cluster.
   */
  readonly refused: boolean;
}

/** Every role of a program with the claims that it would take. */
export const expressedRoles = oncePer(({ roles, temporalNamespaces }: RbacModel) =>
  roles.map((role) => expressibilityOf(role, temporalNamespaces)),
);

/** Compares a role with the claims that it would take. */
export function expressibilityOf(role: RoleModel, declared: readonly string[]): Expressibility {
  const claims = claimsOfGrant(role);
  const overGranted = overGrants(role, claims, declared);
  const withheld = isNowhere(role) ? [] : withheldApis(role);
  const wouldBeAdmin = claims.system === 'admin' && !role.permissions.includes(ADMIN);
  const refused = withheld.length > 0 || wouldBeAdmin || (overGranted.length > 0 && role.acceptCoarse === undefined);
  return { role, claims: claimItems(claims), overGranted, withheld, wouldBeAdmin, refused };
}
