import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const heldRoles: Rule<AuthModel> = {
  id: 'held-roles',
  what: 'A role is held by somebody.',
  why: 'A role that nobody holds is usually a forgotten line.',
  codes: ['EMPTY_ROLE'],
  check: ({ authorization }) =>
    authorization.roles
      .filter(({ subjects }) => subjects.length === 0)
      .map(({ path, name }) =>
        errorOf('EMPTY_ROLE', {
          path,
          option: 'RbacRoleSet.addRole(name)',
          value: name,
          expected: 'at least one user, service or group that holds the role',
          fix: 'Bind somebody by Role.bind or UserProps.roles, or remove the role.',
        }),
      ),
};
