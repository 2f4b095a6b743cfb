import { ADMIN, type DecidedApi } from '../../access/catalogue/api-catalogue';
import { isNowhere } from '../../access/grants';
import type { RbacModel, RoleModel } from '../../access/model';
import { oncePer } from '../../core/derived';
import { absentPermissions, claimsOfGrant, type OverGrant, overGrants, withheldApis } from './law';
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
  /** Permissions that nothing on the server needs. */
  readonly absent: readonly string[];
  /** Whether the role would become the administrator of the cluster without asking to be. */
  readonly wouldBeAdmin: boolean;
  /**
   * Whether nobody may be given the role. `acceptCoarse` accepts a coarser level: it opens no further namespace to a role that
   * is limited to some, and makes nobody the administrator of the cluster.
   */
  readonly refused: boolean;
}

/** Every role of a program with the claims that it would take on a server with these APIs. */
export const expressedRoles = oncePer((apis: readonly DecidedApi[]) =>
  oncePer(({ roles, temporalNamespaces }: RbacModel) =>
    roles.map((role) => expressibilityOf(apis, role, temporalNamespaces)),
  ),
);

/** Compares a role with the claims that it would take. */
export function expressibilityOf(
  apis: readonly DecidedApi[],
  role: RoleModel,
  declared: readonly string[],
): Expressibility {
  const claims = claimsOfGrant(apis, role);
  const overGranted = overGrants(apis, role, claims, declared);
  const withheld = isNowhere(role) ? [] : withheldApis(apis, role);
  const absent = absentPermissions(apis, role.permissions);
  const wouldBeAdmin = claims.system === 'admin' && !role.permissions.includes(ADMIN);
  const unmet = withheld.length > 0 || absent.length > 0 || wouldBeAdmin;
  const refused = unmet || (overGranted.length > 0 && role.acceptCoarse === undefined);
  return { role, claims: claimItems(claims), overGranted, withheld, absent, wouldBeAdmin, refused };
}
