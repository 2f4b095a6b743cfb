import { Permission } from '../../../../src/access/permission';
import type { RoleProps } from '../../../../src/access/role';
import { TemporalNamespaces } from '../../../../src/access/temporal-namespaces';
import { expressibleOptions } from '../../../../src/enforcement/default-authorizer/rules/expressible-options';
import { roleSet } from '../../../access/builders';
import { judged } from '../../judged';

const ROLE = { permissions: [Permission.ADMIN], temporalNamespaces: TemporalNamespaces.all() };

function found(role: Partial<RoleProps>, expires?: string) {
  const roles = roleSet();
  const limited = roles.addRole('limited', { ...ROLE, ...role });
  roles.addUser('ann', {
    email: 'ann@example.com',
    roles: [limited],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
    expires,
  });
  return expressibleOptions.check(judged(roles._toModel()));
}

describe('where the default authorizer decides', () => {
  test('a role of permissions, and a user who never expires, are fine', () => {
    expect(found({ description: 'Everything' })).toEqual([]);
  });

  test.each([
    ['denies', { denies: [Permission.WORKFLOW_TERMINATE] }, 'temporal:workflow:terminate'],
    ['taskQueues', { taskQueues: ['tills', 'bins'] }, 'bins, tills'],
    ['workflowTypes', { workflowTypes: ['Pay'] }, 'Pay'],
  ])('a role with %s is refused, since no level keeps it', (option, change, value) => {
    expect(found(change)).toMatchObject([
      {
        code: 'ROLE_NOT_EXPRESSIBLE',
        path: 'temporal-auth/Roles/limited',
        option: `RoleProps.${option}`,
        found: value,
        fix: expect.stringContaining('Enforcement.policy()'),
      },
    ]);
  });

  test('a user who expires is refused: the claim would stay with the provider', () => {
    expect(found({}, '2030-01-01T00:00:00Z')).toMatchObject([
      {
        code: 'INVALID_USER',
        path: 'temporal-auth/Roles/Users/ann',
        option: 'UserProps.expires',
        value: '"2030-01-01T00:00:00Z"',
      },
    ]);
  });
});
