import { errorOf, type Problem, warningOf } from '../../core/problem';
import { shortName } from '../api-catalogue';
import type { RoleModel, UserModel } from '../model';
import { withheldApis } from './default-authorizer';
import { isNowhere } from './expressibility';
import { intersect } from './grants';

/** What is wrong with users where Temporal's default authorizer decides. An inactive user is nobody's problem. */
export function checkUsers(users: readonly UserModel[], roles: readonly RoleModel[]): Problem[] {
  const rolesByName = new Map(roles.map((role) => [role.name, role]));
  const services = roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === 'service'));
  const serviceIds = new Set(services.map(({ id }) => id.toLowerCase()));
  return users
    .filter(({ active }) => active)
    .flatMap((user) => [
      ...(serviceIds.has(user.id.toLowerCase()) ? [sharedSubject(user)] : []),
      ...checkAccess(
        user,
        user.roles.flatMap((name) => rolesByName.get(name) ?? []),
      ),
    ]);
}

function checkAccess(user: UserModel, held: readonly RoleModel[]): Problem[] {
  const common = held.map((role) => ({ role, places: intersect(role.places, user.places) }));
  if (common.every(isNowhere)) return [withoutAccess(user, held.length)];
  return common
    .filter(({ role, places }) => role.places.everywhere && !places.everywhere)
    .map(({ role, places }) => ({ role, withheld: withheldApis({ permissions: role.permissions, places }) }))
    .filter(({ withheld }) => withheld.length > 0)
    .map(({ role, withheld }) =>
      warningOf('CLUSTER_ACTIONS_WITHHELD', {
        path: user.path,
        option: 'UserProps.temporalNamespaces',
        value: user.places.temporalNamespaces.join(' '),
        expected: `TemporalNamespaces.all() for the actions on the cluster in ${role.name} (${withheld.map(shortName).join(', ')}): a system level grants them, and counts in every Temporal namespace`,
        fix: 'Nothing, if the user does without them; the Web UI does not load without GetClusterInfo and ListNamespaces.',
        details: withheld.map(shortName),
      }),
    );
}

/** Both would be told apart by their `sub` alone, so each would need the other's claim. */
function sharedSubject(user: UserModel): Problem {
  return errorOf('DUPLICATE_USER', {
    path: user.path,
    option: 'RbacRoleSet.addUser(id)',
    value: user.id,
    expected: 'an id that no bound service has: it is the "sub" of the tokens of both',
    fix: 'Rename one of the two.',
  });
}

function withoutAccess(user: UserModel, roles: number): Problem {
  return warningOf('NO_ACCESS', {
    path: user.path,
    option: roles === 0 ? 'UserProps.roles' : 'UserProps.temporalNamespaces',
    value: user.id,
    expected:
      roles === 0
        ? 'at least one role, for the user to do anything'
        : "a Temporal namespace that one of the user's roles holds in",
    fix: 'Give the user what is missing, or set active: false.',
  });
}
