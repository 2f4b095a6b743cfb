import { Permission } from '../../src/access/permission';
import { type ISubject, Subject, SubjectKind } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { codeOf, refusalOf } from '../support/refusal';
import { roleSet, service } from './builders';

const ADMIN = { permissions: [Permission.ADMIN], temporalNamespaces: TemporalNamespaces.all() };

function roleAndSet() {
  const roles = roleSet();
  return { roles, role: roles.addRole('payments-worker', ADMIN) };
}

describe('Role', () => {
  test('hands out copies of its permissions', () => {
    const { role } = roleAndSet();
    role.permissions.push(Permission.WORKFLOW_START);
    expect(role.permissions).toEqual([Permission.ADMIN]);
  });

  test('binds a service that any class stands for', () => {
    const { roles, role } = roleAndSet();
    const declared: ISubject = { subjectKind: SubjectKind.SERVICE, subjectId: 'payments' };
    role.bind(declared);
    expect(roles._toModel().roles[0].subjects).toEqual([service('payments')]);
  });

  test('refuses to bind one subject twice', () => {
    const { role } = roleAndSet();
    role.bind(Subject.service('orders'));
    expect(refusalOf(() => role.bind(Subject.service('orders')))).toMatchObject({
      code: 'DUPLICATE_VALUE',
      path: 'temporal-auth/Roles/payments-worker',
    });
  });

  test('binds a user and a service of one name', () => {
    const { roles, role } = roleAndSet();
    role.bind(Subject.service('x'));
    role.bind(Subject.oidcGroup('x', { mappedByProvider: true }));
    expect(roles._toModel().roles[0].subjects).toHaveLength(2);
  });

  test('G12 refuses a user that only looks like one, which could not be made inactive', () => {
    const { role } = roleAndSet();
    expect(codeOf(() => role.bind({ subjectKind: SubjectKind.USER, subjectId: 'ops' }))).toBe('WRONG_TYPE');
  });

  test('refuses a user of another role set', () => {
    const { role } = roleAndSet();
    const stranger = roleSet().addUser('ops', {
      email: 'o@x',
      roles: [],
      temporalNamespaces: TemporalNamespaces.all(),
      active: true,
    });
    expect(codeOf(() => role.bind(stranger))).toBe('WRONG_TYPE');
  });

  test('J22 refuses a group that did not say whether it is mapped', () => {
    const { role } = roleAndSet();
    expect(codeOf(() => role.bind({ subjectKind: SubjectKind.OIDC_GROUP, subjectId: 'devs' }))).toBe('WRONG_TYPE');
  });

  test.each([undefined, null, 'orders', 7])('F03 refuses to bind %j', (subject) => {
    expect(codeOf(() => roleAndSet().role.bind(subject as never))).toBe('WRONG_TYPE');
  });
});
