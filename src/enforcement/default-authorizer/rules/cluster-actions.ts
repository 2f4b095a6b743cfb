import { apisOf, type DecidedApi, shortName } from '../../../access/catalogue/api-catalogue';
import { intersect, isNowhere } from '../../../access/grants';
import type { RoleModel, UserModel } from '../../../access/model';
import { type Problem, warningOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { JudgedRoles } from '../../mode';
import { withheldApis } from '../law';

export const clusterActions: Rule<JudgedRoles> = {
  id: 'cluster-actions',
  what: 'A user whose roles name actions on the cluster is limited to no Temporal namespaces.',
  why: 'A system level grants such an action and counts in every Temporal namespace, so a user who is limited to some gets none.',
  codes: ['CLUSTER_ACTIONS_WITHHELD'],
  check: ({ authorization: { roles, users }, server }) => {
    const apis = apisOf(server.version);
    const rolesByName = new Map(roles.map((role) => [role.name, role]));
    return users
      .filter(({ active }) => active)
      .flatMap((user) => user.roles.flatMap((name) => withheldFrom(apis, user, rolesByName.get(name))));
  },
};

function withheldFrom(apis: readonly DecidedApi[], user: UserModel, role: RoleModel | undefined): Problem[] {
  if (!role?.places.everywhere) return [];
  const grant = { permissions: role.permissions, places: intersect(role.places, user.places) };
  const withheld = isNowhere(grant) ? [] : withheldApis(apis, grant).map(shortName);
  if (withheld.length === 0) return [];
  return [
    warningOf('CLUSTER_ACTIONS_WITHHELD', {
      path: user.path,
      option: 'UserProps.temporalNamespaces',
      found: user.places.temporalNamespaces.join(' '),
      expected: `TemporalNamespaces.all() for the actions on the cluster in ${role.name} (${withheld.join(', ')}): a system level grants them, and counts in every Temporal namespace`,
      fix: 'Give the user TemporalNamespaces.all(), or a role without them. The Web UI does not load without GetClusterInfo and ListNamespaces.',
      details: withheld,
    }),
  ];
}
