import { sortedBy, sortedUnique } from '../../core/order';
import type { Problem } from '../../core/problem';
import type { RbacModel, RoleModel, UserModel } from '../model';
import { checkRole } from './check-roles';
import { checkUsers } from './check-users';
import { claimsOfGrants } from './claims';
import { expressibilityOf, isRefused } from './expressibility';
import { grantsOf } from './grants';

/** What is wrong with the roles and users where Temporal's default authorizer decides, in a stable order. */
export function problemsOf({ roles, users, temporalNamespaces }: Omit<RbacModel, 'claims'>): Problem[] {
  return [...roles.flatMap((role) => checkRole(role, temporalNamespaces)), ...checkUsers(users, roles)];
}

/** The whole as plain data. What nobody may be given is not in its claims, whoever reads them before the findings. */
export function rbacModelOf(
  path: string,
  temporalNamespaces: readonly string[],
  roles: readonly RoleModel[],
  users: readonly UserModel[],
): RbacModel {
  const sortedRoles = sortedBy(roles, ({ name }) => name);
  const sortedUsers = sortedBy(users, ({ id }) => id);
  const grantable = sortedRoles.filter((role) => !isRefused(role, expressibilityOf(role, temporalNamespaces)));
  const grants = grantsOf(grantable, sortedUsers).filter(
    ({ subject }) => subject.kind !== 'oidc-group' || subject.mappedByProvider,
  );
  return {
    path,
    temporalNamespaces,
    roles: sortedRoles,
    users: sortedUsers,
    boundServices: servicesOf(sortedRoles),
    claims: claimsOfGrants(grants),
  };
}

function servicesOf(roles: readonly RoleModel[]): string[] {
  const services = roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === 'service'));
  return sortedUnique(services.map(({ id }) => id));
}
