import { checkUsers } from '../../../src/access/default-authorizer/check-users';
import type { PlacesModel, UserModel } from '../../../src/access/model';
import { everywhere, only, roleModel, service, user, userModel } from '../builders';

const READS = ['temporal:workflow:read', 'temporal:namespace:list'];

function check(permissions: string[], rolePlaces: PlacesModel, userPlaces: PlacesModel, more: Partial<UserModel> = {}) {
  const roles = [roleModel(permissions, rolePlaces, { subjects: [user('u')] })];
  return checkUsers([userModel('u', userPlaces, { roles: ['role'], ...more })], roles).map(
    ({ severity, code, details }) => ({
      severity,
      code,
      details,
    }),
  );
}

describe('a user', () => {
  test('who is not limited is fine', () => {
    expect(check(READS, everywhere, everywhere)).toEqual([]);
  });

  test('who is limited is told which actions on the cluster a role over all does not give', () => {
    expect(check(READS, everywhere, only('testing'))).toEqual([
      { severity: 'WARNING', code: 'CLUSTER_ACTIONS_WITHHELD', details: ['WorkflowService/ListNamespaces'] },
    ]);
  });

  test('who is limited and whose role names no such action is fine', () => {
    expect(check(['temporal:workflow:read'], everywhere, only('testing'))).toEqual([]);
    expect(check(['temporal:admin'], everywhere, only('testing'))).toEqual([]);
  });

  test.each<[string, PlacesModel, PlacesModel]>([
    ['no namespace', everywhere, only()],
    ['no namespace in common with the roles', only('testing'), only('staging')],
  ])('with %s is a warning', (_, rolePlaces, userPlaces) => {
    expect(check(['temporal:workflow:read'], rolePlaces, userPlaces)).toMatchObject([
      { severity: 'WARNING', code: 'NO_ACCESS' },
    ]);
  });

  test('without roles is a warning', () => {
    expect(checkUsers([userModel('u', everywhere)], [])).toMatchObject([
      { code: 'NO_ACCESS', option: 'UserProps.roles' },
    ]);
  });

  test('G12 who is inactive is nobody to warn about', () => {
    expect(check(READS, everywhere, only(), { active: false })).toEqual([]);
  });

  test.each([
    ['orders', 'orders'],
    ['orders', 'Orders'],
    ['Orders', 'orders'],
  ])('G13 %s, where a service is called %s, is an error: both carry the same "sub"', (id, name) => {
    const roles = [roleModel(READS, everywhere, { subjects: [user(id), service(name)] })];
    expect(checkUsers([userModel(id, everywhere, { roles: ['role'] })], roles)).toMatchObject([
      { severity: 'ERROR', code: 'DUPLICATE_USER' },
    ]);
  });

  test('G13 whose id a service has too is an error for one without access as well', () => {
    const roles = [roleModel(READS, everywhere, { subjects: [service('orders')] })];
    const codes = checkUsers([userModel('orders', everywhere)], roles).map(({ code }) => code);
    expect(codes).toEqual(['DUPLICATE_USER', 'NO_ACCESS']);
  });
});
