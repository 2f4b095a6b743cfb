import { RbacRoleSet } from '../../../src/access/rbac-role-set';
import { Subject, SubjectKind } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { policyCallers } from '../../../src/enforcement/policy/callers';
import { Program } from '../../gen/program';

const temporalNamespaces = ['a', 'b', 'c', 'd', 'e'];

function rolesIn(): RbacRoleSet {
  return new RbacRoleSet(new Program().chart, 'Roles', { temporalNamespaces });
}

describe('what the callers of the policy server may do, in a few words', () => {
  test('is their roles with the places of each, of many their number', () => {
    const roles = rolesIn();
    const { viewer } = roles.predefined;
    const some = roles.addRole('some', {
      permissions: viewer.permissions,
      temporalNamespaces: TemporalNamespaces.of('b', 'a'),
    });
    const many = roles.addRole('many', {
      permissions: viewer.permissions,
      temporalNamespaces: TemporalNamespaces.of(...temporalNamespaces),
    });
    for (const role of [viewer, some, many]) role.bind(Subject.service('till'));
    expect(policyCallers(roles._toModel())).toEqual([
      {
        subject: { kind: SubjectKind.SERVICE, id: 'till' },
        may: 'many in 5 Temporal namespaces; some in a, b; temporal-viewer everywhere',
      },
    ]);
  });

  test('is nothing where a role and a user have no place in common, and nobody who is not active', () => {
    const roles = rolesIn();
    const { permissions } = roles.predefined.viewer;
    const some = roles.addRole('some', { permissions, temporalNamespaces: TemporalNamespaces.of('a') });
    const person = { email: 'ann@example.com', roles: [some], temporalNamespaces: TemporalNamespaces.of('b') };
    roles.addUser('ann', { ...person, active: true, expires: '2030-01-01T00:00:00Z' });
    roles.addUser('bob', { ...person, active: false });
    expect(policyCallers(roles._toModel())).toEqual([{ subject: { kind: SubjectKind.USER, id: 'ann' }, may: '' }]);
  });
});
