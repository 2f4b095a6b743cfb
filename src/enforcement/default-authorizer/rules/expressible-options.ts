import type { RoleModel, UserModel } from '../../../access/model';
import { errorOf, type Problem } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { JudgedRoles } from '../../mode';

const FIX = 'Have the policy server decide, by Enforcement.policy(), or remove the option.';

export const expressibleOptions: Rule<JudgedRoles> = {
  id: 'expressible-options',
  what: 'No role denies anything or is limited to task queues or workflow types, and no user expires.',
  why: "A level of Temporal's default authorizer is all that a token carries: nothing would keep these.",
  codes: ['ROLE_NOT_EXPRESSIBLE', 'INVALID_USER'],
  check: ({ authorization: { roles, users } }) => [...roles.flatMap(roleProblems), ...users.flatMap(userProblems)],
};

function roleProblems(role: RoleModel): Problem[] {
  return (['denies', 'taskQueues', 'workflowTypes'] as const).flatMap((option) => {
    const given = role[option];
    if (given === undefined) return [];
    return errorOf('ROLE_NOT_EXPRESSIBLE', {
      path: role.path,
      option: `RoleProps.${option}`,
      found: given.join(', '),
      expected: `no ${option}: the default authorizer knows levels in Temporal namespaces and nothing else`,
      fix: FIX,
    });
  });
}

function userProblems({ path, expires }: UserModel): Problem[] {
  if (expires === undefined) return [];
  return [
    errorOf('INVALID_USER', {
      path,
      option: 'UserProps.expires',
      value: expires,
      expected: 'no such option: the default authorizer knows no users, so their claims would stay',
      fix: FIX,
    }),
  ];
}
