import { Permission } from '../../src/access/permission';
import { RbacRoleSet } from '../../src/access/rbac-role-set';
import type { Role } from '../../src/access/role';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { accessSomewhere } from '../../src/rules/access-somewhere';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';

const all = TemporalNamespaces.all();
const of = TemporalNamespaces.of;

function found(declare: (roles: RbacRoleSet) => void) {
  const program = new Program();
  const roles = new RbacRoleSet(program.chart, 'Roles', { temporalNamespaces: ['payments', 'orders'] });
  declare(roles);
  return accessSomewhere
    .check(program.stack({ roles })._toModel())
    .map(({ severity, code, path, option }) => [severity, code, path, option].join(' '));
}

const reader = (roles: RbacRoleSet, temporalNamespaces: TemporalNamespaces, name = 'reader') =>
  roles.addRole(name, { permissions: [Permission.WORKFLOW_READ], temporalNamespaces });
const addUser = (roles: RbacRoleSet, held: Role[], temporalNamespaces: TemporalNamespaces, active = true) =>
  roles.addUser('ann', { email: 'ann@example.com', roles: held, temporalNamespaces, active });

const ANN = 'WARNING NO_ACCESS temporal/Roles/Users/ann UserProps';

describe('access', () => {
  test.each([all, of('payments')])('to %s is fine, for roles and users', (temporalNamespaces) => {
    expect(found((roles) => addUser(roles, [reader(roles, temporalNamespaces)], temporalNamespaces))).toEqual([]);
  });

  test('of a program with neither role nor user nor service is a warning; one of them speaks for itself', () => {
    const codes = (declare: (program: Program) => TemporalAuthStack) => {
      const stack = declare(new Program());
      return accessSomewhere.check(stack._toModel()).map(({ code, path, option }) => [code, path, option].join(' '));
    };
    expect(codes((program) => program.stack())).toEqual(['NO_ACCESS temporal/Auth TemporalAuthStack.roles']);
    expect(
      codes((program) => {
        const stack = program.stack();
        stack.addService('worker', { temporalNamespace: 'default' });
        return stack;
      }),
    ).toEqual([]);
  });

  test('G10 of a role that holds nowhere is a warning', () => {
    expect(found((roles) => reader(roles, of()))).toEqual([
      'WARNING NO_ACCESS temporal/Roles/reader RoleProps.temporalNamespaces',
    ]);
  });

  test('of a user without roles is a warning (B50)', () => {
    expect(found((roles) => addUser(roles, [], all))).toEqual([`${ANN}.roles`]);
  });

  test('of a user without a namespace is a warning (B32)', () => {
    expect(found((roles) => addUser(roles, [reader(roles, all)], of()))).toEqual([`${ANN}.temporalNamespaces`]);
  });

  test('of a user who has no namespace in common with any role is a warning; one is enough', () => {
    const held = (...names: string[]) =>
      found((roles) =>
        addUser(
          roles,
          names.map((name) => reader(roles, of(name), `${name}-reader`)),
          of('payments'),
        ),
      );
    expect(held('orders')).toEqual([`${ANN}.temporalNamespaces`]);
    expect(held('orders', 'payments')).toEqual([]);
  });

  test('G12 of an inactive user is nobody’s problem', () => {
    expect(found((roles) => addUser(roles, [], all, false))).toEqual([]);
  });
});
