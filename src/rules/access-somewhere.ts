import { intersect, isNowhere } from '../access/grants';
import type { RbacModel, UserModel } from '../access/model';
import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const accessSomewhere: Rule<AuthModel> = {
  id: 'access-somewhere',
  what: 'A role holds in a Temporal namespace, and an active user may do something.',
  why: 'A role or user without access is usually a forgotten line; every call is denied.',
  codes: ['NO_ACCESS'],
  check: ({ authorization }) => [
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
