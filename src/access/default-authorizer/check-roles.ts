import { errorOf, type Problem, warningOf } from '../../core/problem';
import { shortName } from '../api-catalogue';
import type { RoleModel } from '../model';
import { describeOverGrant } from './default-authorizer';
import { type Expressibility, expressibilityOf, isNowhere, isRefused } from './expressibility';

/** What is wrong with a role where Temporal's default authorizer decides. */
export function checkRole(role: RoleModel, declared: readonly string[]): Problem[] {
  const expressed = expressibilityOf(role, declared);
  return [...checkBindings(role), ...checkReach(role, expressed), ...checkCoarseness(role, expressed, declared)];
}

function checkBindings(role: RoleModel): Problem[] {
  const problems: Problem[] = role.subjects
    .filter(({ kind, mappedByProvider }) => kind === 'oidc-group' && !mappedByProvider)
    .map(({ id }) =>
      errorOf('GROUP_NOT_MAPPED', {
        path: role.path,
        option: 'Role.bind(subject)',
        value: id,
        expected: 'a group that the identity provider turns into claims: the default claim mapper reads no groups',
        fix: 'Have the provider put what claimsTable() lists into the tokens of the members and say so by mappedByProvider: true, or bind users.',
      }),
    );
  if (role.subjects.length === 0) {
    problems.push(
      errorOf('EMPTY_ROLE', {
        path: role.path,
        option: 'Role',
        value: role.name,
        expected: 'at least one user, service or group that holds the role',
        fix: 'Bind somebody by Role.bind or UserProps.roles, or remove the role.',
      }),
    );
  }
  return problems;
}

function checkReach(role: RoleModel, { withheld, wouldBeAdmin }: Expressibility): Problem[] {
  const problems: Problem[] = [];
  if (isNowhere(role)) {
    problems.push(
      warningOf('NO_ACCESS', {
        path: role.path,
        option: 'RoleProps.temporalNamespaces',
        value: [],
        expected: 'at least one Temporal namespace, for the role to permit anything',
        fix: 'Name the Temporal namespaces, or remove the role.',
      }),
    );
  }
  if (withheld.length > 0) {
    problems.push(
      errorOf('ROLE_NOT_EXPRESSIBLE', {
        path: role.path,
        option: 'RoleProps.permissions',
        value: role.name,
        expected: `no action on the cluster (${some(withheld.map(shortName))}) in a role that is limited to ${role.places.temporalNamespaces.join(', ')}: the default authorizer grants these by a system level only, which counts in every Temporal namespace`,
        fix: 'Remove these actions, or put them into a role of their own over TemporalNamespaces.all().',
        details: withheld.map(shortName),
      }),
    );
  }
  if (wouldBeAdmin) {
    problems.push(
      errorOf('ROLE_NOT_EXPRESSIBLE', {
        path: role.path,
        option: 'RoleProps.permissions',
        value: role.name,
        expected:
          'permissions below temporal-system:admin, which is everything: the default authorizer knows no less for them',
        fix: 'Give the role Permission.ADMIN if everything is what is meant, or leave these actions to an administrator.',
      }),
    );
  }
  return problems;
}

function checkCoarseness(role: RoleModel, expressed: Expressibility, declared: readonly string[]): Problem[] {
  const { overGranted, claims, withheld, wouldBeAdmin } = expressed;
  if (overGranted.length === 0 || withheld.length > 0 || wouldBeAdmin) return [];
  const details = overGranted.map((over) => describeOverGrant(over, declared));
  const refused = isRefused(role, expressed);
  const facts = {
    path: role.path,
    option: 'RoleProps.permissions',
    value: claims.join(' '),
    expected: `a role that the levels read, write and admin express exactly: these, the smallest that cover it, grant ${overGranted.length} APIs beyond what it asks for (${some(details)})`,
    fix: refused
      ? 'Set acceptCoarse: true on the role to grant these too, or ask for what a level grants.'
      : 'Nothing, if this is accepted; the whole list stands with this finding.',
    details,
  };
  return [refused ? errorOf('ROLE_NOT_EXPRESSIBLE', facts) : warningOf('COARSE_ROLE', facts)];
}

/** A few of many. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join('; ');
  return names.length > 3 ? `${shown}; and ${names.length - 3} more` : shown;
}
