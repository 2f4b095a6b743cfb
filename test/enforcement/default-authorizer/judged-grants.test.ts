import { Permission } from '../../../src/access/permission';
import { CLUSTER, UNDECLARED } from '../../../src/access/places';
import type { RbacRoleSet } from '../../../src/access/rbac-role-set';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { judgedGrants } from '../../../src/enforcement/default-authorizer/judged-grants';
import { roleSet } from '../../access/builders';
import { judged } from '../judged';

const PLACES = ['testing', 'staging', UNDECLARED, CLUSTER];
const till = Subject.service('till');
const START = [Permission.WORKFLOW_START];

function grantsOf(declare: (roles: RbacRoleSet) => void) {
  const roles = roleSet();
  declare(roles);
  return judgedGrants(judged(roles._toModel()));
}

/** Where one who holds a role may use a permission. */
function placesOf(permissions: Permission[], temporalNamespaces: TemporalNamespaces, used: string): string[] {
  const [{ holds }] = grantsOf((roles) => {
    roles.addRole('held', { permissions, temporalNamespaces, acceptCoarse: 'test' }).bind(till);
  });
  return PLACES.filter((place) => holds([used], place));
}

describe('what the default authorizer lets somebody do by a role', () => {
  test('is all that the level allows, and no more than that', () => {
    const testing = TemporalNamespaces.of('testing');
    expect(placesOf(START, testing, 'temporal:workflow:start')).toEqual(['testing']);
    expect(placesOf(START, testing, 'temporal:workflow:terminate')).toEqual(['testing']);
    expect(placesOf([Permission.WORKFLOW_LIST], testing, 'temporal:workflow:start')).toEqual([]);
  });

  test('reaches what nobody declared, and the cluster, by a level in the system alone', () => {
    const all = TemporalNamespaces.all();
    expect(placesOf(START, all, 'temporal:workflow:start')).toEqual(['testing', 'staging']);
    expect(placesOf([Permission.ADMIN], all, 'temporal:workflow:start')).toEqual(['testing', 'staging', UNDECLARED]);
    expect(placesOf([Permission.ADMIN], all, 'temporal:remote-cluster:add')).toEqual([CLUSTER]);
    expect(placesOf([Permission.ADMIN], TemporalNamespaces.of('testing'), 'temporal:remote-cluster:add')).toEqual([]);
  });

  test('is what requests may carry too, since nothing looks at them', () => {
    const update = [Permission.parse('temporal:namespace:update')];
    expect(placesOf(update, TemporalNamespaces.of('testing'), 'temporal:namespace:archive')).toEqual(['testing']);
  });

  test('is told for each subject and role, of users in the places of both, and of none who is inactive', () => {
    const person = (roles: RbacRoleSet, active: boolean) => ({
      email: 'a@example.com',
      roles: [roles.predefined.admin],
      temporalNamespaces: TemporalNamespaces.of('testing'),
      active,
    });
    const grants = grantsOf((roles) => {
      roles.addUser('ann', person(roles, true));
      roles.addUser('bob', person(roles, false));
      roles.addRole('held', { permissions: START, temporalNamespaces: TemporalNamespaces.all() }).bind(till);
    });
    expect(grants.map(({ subject, role }) => `${subject.id} ${role}`)).toEqual(['till held', 'ann temporal-admin']);
    expect(PLACES.filter((place) => grants[1].holds(['temporal:workflow:*'], place))).toEqual(['testing']);
  });
});
