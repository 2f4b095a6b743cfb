import { shortName } from '../../../access/api-catalogue';
import { intersect, isNowhere } from '../../../access/grants';
import type { RbacModel, RoleModel, UserModel } from '../../../access/model';
import { type Problem, warningOf } from '../../../core/problem';
import { withheldApis } from '../law';

/** A system level grants an action on the cluster, and counts in every namespace: a user who is limited to some gets none. */
export function clusterActions({ roles, users }: RbacModel): Problem[] {
  const rolesByName = new Map(roles.map((role) => [role.name, role]));
  return users
    .filter(({ active }) => active)
    .flatMap((user) => user.roles.flatMap((name) => withheldFrom(user, rolesByName.get(name))));
}

function withheldFrom(user: UserModel, role: RoleModel | undefined): Problem[] {
  if (!role?.places.everywhere) return [];
  const grant = { permissions: role.permissions, places: intersect(role.places, user.places) };
  const withheld = isNowhere(grant) ? [] : withheldApis(grant).map(shortName);
  if (withheld.length === 0) return [];
  return [
    warningOf('CLUSTER_ACTIONS_WITHHELD', {
      path: user.path,
      option: 'UserProps.temporalNamespaces',
      value: user.places.temporalNamespaces.join(' '),
      expected: `TemporalNamespaces.all() for the actions on the cluster in ${role.name} (${withheld.join(', ')}): a system level grants them, and counts in every Temporal namespace`,
      fix: 'Nothing, if the user does without them; the Web UI does not load without GetClusterInfo and ListNamespaces.',
      details: withheld,
    }),
  ];
}
