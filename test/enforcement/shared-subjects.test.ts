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
      { severity: 'ERROR', code: 'DUPLICATE_USER', path: `temporal-auth/Roles/Users/${id}`, value: `"${id}"` },
    ]);
  });

  test('with an id of its own is fine, and so is one who is inactive', () => {
    expect(found('orders', 'order')).toEqual([]);
    expect(found('orders', 'orders', false)).toEqual([]);
  });
});
