import { intersect, isNowhere } from '../access/grants';
import type { RbacModel, UserModel } from '../access/model';
import { type Problem, warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const accessSomewhere: Rule<AuthModel> = {
  id: 'access-somewhere',
  what: 'Somebody may do something: a role holds in a Temporal namespace, and an active user in one of them.',
  why: 'A role or user without access is usually a forgotten line; every call is denied.',
  codes: ['NO_ACCESS'],
  check: ({ path, authorization, services }) => [
    ...emptyPrograms(path, authorization, services),
    ...authorization.roles.filter(isNowhere).map(({ path }) =>
      warningOf('NO_ACCESS', {
        path,
        option: 'RoleProps.temporalNamespaces',
        found: 'none',
        expected: 'at least one Temporal namespace, for the role to permit anything',
        fix: 'Name the Temporal namespaces, or remove the role.',
      }),
    ),
    ...usersWithoutAccess(authorization).map(({ path, roles }) =>
      warningOf('NO_ACCESS', {
        path,
        option: roles.length === 0 ? 'UserProps.roles' : 'UserProps.temporalNamespaces',
        found: 'none',
        expected:
          roles.length === 0
            ? 'at least one role, for the user to do anything'
            : "a Temporal namespace that one of the user's roles holds in",
        fix: 'Give the user what is missing, or set active: false.',
      }),
    ),
  ],
};

/** Where there are users or services, it is said of each of them that it has no role. */
function emptyPrograms(path: string, { roles, users }: RbacModel, services: AuthModel['services']): Problem[] {
  if (roles.length + users.length + services.length > 0) return [];
  return [
    warningOf('NO_ACCESS', {
      path,
      option: 'TemporalAuthStack.roles',
      found: 'no role, user or service',
      expected:
        'somebody who may do something: as it is, every call is denied, that of the Web UI and the command line too',
      fix: 'Give roles: an RbacRoleSet with a role that somebody holds, for example roles.predefined.admin.bind(…).',
    }),
  ];
}

function usersWithoutAccess({ roles, users }: RbacModel): UserModel[] {
  const placesByRole = new Map(roles.map(({ name, places }) => [name, places]));
  return users
    .filter(({ active }) => active)
    .filter((user) =>
      user.roles
        .flatMap((name) => placesByRole.get(name) ?? [])
        .every((places) => isNowhere({ places: intersect(places, user.places) })),
    );
}
