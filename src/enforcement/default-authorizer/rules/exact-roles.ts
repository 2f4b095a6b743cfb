import { apisOf, shortName } from '../../../access/catalogue/api-catalogue';
import { unmetAcknowledgement } from '../../../core/acknowledgements';
import { errorOf, type Facts, type Problem, warningOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { JudgedRoles } from '../../mode';
import { type Expressibility, expressedRoles } from '../expressibility';
import { describeOverGrant } from '../law';

const OPTION = 'RoleProps.permissions';

export const exactRoles: Rule<JudgedRoles> = {
  id: 'exact-roles',
  what: 'The levels read, write and admin express a role exactly, or the role says that they may exceed it.',
  why: 'Whoever holds it could do more than the program says, or less.',
  codes: ['ROLE_NOT_EXPRESSIBLE', 'COARSE_ROLE', 'UNMET_ACKNOWLEDGEMENT'],
  check: ({ authorization, server }) =>
    expressedRoles(apisOf(server.version))(authorization).flatMap((expressed) => [
      ...reachProblems(expressed, server.version),
      ...coarsenessProblems(expressed, authorization.temporalNamespaces),
    ]),
};

function reachProblems({ role, withheld, absent, wouldBeAdmin }: Expressibility, version: string): Problem[] {
  const facts = { path: role.path, option: OPTION, found: role.permissions.join(' ') };
  const names = withheld.map(shortName);
  const clusterActions: Facts = {
    ...facts,
    expected: `no action on the cluster (${some(names)}) in a role that is limited to ${role.places.temporalNamespaces.join(', ')}: the default authorizer grants these by a system level only, which counts in every Temporal namespace`,
    fix: 'Remove these actions, or put them into a role of their own over TemporalNamespaces.all().',
    details: names,
  };
  const nothing: Facts = {
    ...facts,
    expected: `permissions that an API of Temporal ${version} needs: none needs ${absent.join(', ')}`,
    fix: 'Remove them from the role, or run a server that has such APIs and declare its version.',
    details: absent,
  };
  const everything: Facts = {
    ...facts,
    expected:
      'permissions below temporal-system:admin, which is everything: the default authorizer knows no less for them',
    fix: 'Give the role Permission.ADMIN if everything is what is meant, or leave these actions to an administrator.',
  };
  const found = [
    ...(names.length > 0 ? [clusterActions] : []),
    ...(absent.length > 0 ? [nothing] : []),
    ...(wouldBeAdmin ? [everything] : []),
  ];
  return found.map((each) => errorOf('ROLE_NOT_EXPRESSIBLE', each));
}

function coarsenessProblems(expressed: Expressibility, declared: readonly string[]): Problem[] {
  const { role, overGranted, claims, withheld, absent, wouldBeAdmin, refused } = expressed;
  if (withheld.length > 0 || absent.length > 0 || wouldBeAdmin) return [];
  if (overGranted.length === 0) {
    return role.acceptCoarse === undefined
      ? []
      : [unmetAcknowledgement(role.path, 'RoleProps.acceptCoarse', 'COARSE_ROLE')];
  }
  const details = overGranted.map((over) => describeOverGrant(over, declared));
  const facts = {
    path: role.path,
    option: OPTION,
    found: role.permissions.join(' '),
    expected: `a role that the levels read, write and admin express exactly: ${claims.join(' ')}, the smallest that cover it, grant ${overGranted.length} APIs beyond what it asks for (${some(details)})`,
    fix: refused
      ? 'Ask for what a level grants, or give the role acceptCoarse with the reason why these may be granted too.'
      : 'Ask for what a level grants, if this is more than the role should have.',
    details,
  };
  if (refused) return [errorOf('ROLE_NOT_EXPRESSIBLE', facts)];
  return [{ ...warningOf('COARSE_ROLE', facts), acknowledged: role.acceptCoarse }];
}

/** A few of many. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join('; ');
  return names.length > 3 ? `${shown}; and ${names.length - 3} more` : shown;
}
