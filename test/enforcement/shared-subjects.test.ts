import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { sharedSubjects } from '../../src/enforcement/shared-subjects';
import { roleSet } from '../access/builders';

function found(id: string, service: string, active = true) {
  const roles = roleSet();
  roles.predefined.admin.bind(Subject.service(service));
  roles.addUser(id, { email: 'u@example.com', roles: [], temporalNamespaces: TemporalNamespaces.all(), active });
  return sharedSubjects.check({ authorization: roles._toModel() });
}

describe('a user', () => {
  test.each([
    ['orders', 'orders'],
    ['orders', 'Orders'],
    ['Orders', 'orders'],
  ])('G13 %s, where a service is called %s, is an error: both carry the same "sub"', (id, service) => {
    expect(found(id, service)).toMatchObject([
      {
        severity: 'ERROR',
        code: 'DUPLICATE_USER',
        option: 'RbacRoleSet.addUser(id)',
        path: `temporal-auth/Roles/Users/${id}`,
        value: `"${id}"`,
      },
    ]);
  });

  test.each(['orders', 'Orders'])(
    'G13 who is inactive and has the id of a service, %s, is an error: its claim would be theirs',
    (service) => {
      expect(found('orders', service, false)).toMatchObject([{ severity: 'ERROR', code: 'DUPLICATE_USER' }]);
    },
  );

  test('with an id of its own is fine', () => {
    expect(found('orders', 'order')).toEqual([]);
    expect(found('orders', 'order', false)).toEqual([]);
  });
});
