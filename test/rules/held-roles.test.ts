import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { Severity } from '../../src/core/problem';
import { heldRoles } from '../../src/rules/held-roles';
import { Program } from '../gen/program';
import { facts } from '../support/findings';

describe('a role', () => {
  test('that nobody holds is an error until somebody does', () => {
    const program = new Program();
    const roles = program.roles();
    const auth = program.stack({ roles });
    const admin = roles.addRole('admin', {
      permissions: [Permission.ADMIN],
      temporalNamespaces: TemporalNamespaces.all(),
    });
    expect(facts(heldRoles.check(auth._toModel()))).toEqual([
      {
        severity: Severity.ERROR,
        code: 'EMPTY_ROLE',
        path: 'temporal/Roles/admin',
        option: 'RbacRoleSet.addRole(name)',
        value: '"admin"',
      },
    ]);
    admin.bind(Subject.service('admin-tools'));
    expect(heldRoles.check(auth._toModel())).toEqual([]);
  });
});
