import { Enforcement } from '../../../src/access/enforcement';
import { Permission } from '../../../src/access/permission';
import type { RbacRoleSet } from '../../../src/access/rbac-role-set';
import { Subject, SubjectKind } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { checkAll } from '../../../src/core/rule';
import { modeOf } from '../../../src/enforcement/modes';
import { roleSet } from '../../access/builders';
import { authModel } from '../../gen/auth-model';
import { codeOf, refusalOf } from '../../support/refusal';
import { judged } from '../judged';

const all = TemporalNamespaces.all();
const mode = modeOf(Enforcement.defaultAuthorizer()._model);
const READER = {
  permissions: [Permission.WORKFLOW_READ],
  temporalNamespaces: TemporalNamespaces.of('testing'),
  acceptCoarse: 'accepted',
};

const claims = (roles: RbacRoleSet) => mode.claims(judged(roles._toModel()));
const rolesWith = (change: Partial<typeof READER>, ...subjects: Subject[]) => {
  const roles = roleSet();
  const reader = roles.addRole('reader', { ...READER, ...change });
  for (const subject of subjects) reader.bind(subject);
  return roles;
};

describe('the default authorizer', () => {
  test('has each subject’s token carry what the roles amount to, sorted', () => {
    const roles = rolesWith({}, Subject.service('orders'), Subject.oidcGroup('devs', { mappedByProvider: true }));
    const reader = roles.addRole('again', READER);
    roles.addUser('ops', { email: 'o@example.com', roles: [reader], temporalNamespaces: all, active: true });
    const permissions = ['testing:read'];
    expect(claims(roles)).toEqual([
      { subjectKind: SubjectKind.OIDC_GROUP, subject: 'devs', permissions },
      { subjectKind: SubjectKind.SERVICE, subject: 'orders', permissions },
      { subjectKind: SubjectKind.USER, subject: 'ops', permissions },
    ]);
    expect(mode.permissionTable(judged(roles._toModel()))).toContain('| OIDC group | `devs` | `["testing:read"]` |');
  });

  test('F06 depends on the order of lines in nothing that it yields', () => {
    const build = (ids: string[]) => {
      const roles = roleSet();
      for (const id of ids) roles.addRole(`role-${id.toLowerCase()}`, READER).bind(Subject.service(`service-${id}`));
      for (const id of ids) {
        const user = { email: 'o@example.com', roles: [roles.predefined.admin], temporalNamespaces: all, active: true };
        roles.addUser(id, user);
      }
      const authorization = roles._toModel();
      const findings = checkAll(mode.rules, { ...authModel(), authorization });
      return JSON.stringify([mode.permissionTable(judged(authorization)), findings]);
    };
    expect(build(['a', 'B', 'c'].reverse())).toBe(build(['a', 'B', 'c']));
  });

  test('G12 gives an inactive user nothing at all', () => {
    const outputs = (active: boolean) => {
      const roles = roleSet();
      const held = [roles.predefined.admin];
      roles.addUser('ops', { email: 'o@example.com', roles: held, temporalNamespaces: all, active });
      return [claims(roles).length, mode.permissionTable(judged(roles._toModel())).includes('ops')];
    };
    expect([outputs(true), outputs(false)]).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  test('hands out no claim while a role would be granted more than it asks for, and renders none', () => {
    const roles = rolesWith({ acceptCoarse: undefined }, Subject.service('orders'));
    for (const call of [() => claims(roles), () => mode.permissionTable(judged(roles._toModel()))]) {
      expect(refusalOf(call)).toMatchObject({ code: 'ROLE_NOT_EXPRESSIBLE', path: 'temporal-auth/Roles/reader' });
    }
    expect(rendered(roles)).not.toContain('orders');
  });

  test('J22 hands out no claim while a group is bound that nothing maps, and renders none', () => {
    const roles = rolesWith({}, Subject.oidcGroup('devs', { mappedByProvider: false }));
    expect(codeOf(() => claims(roles))).toBe('GROUP_NOT_MAPPED');
    expect(rendered(roles)).not.toContain('devs');
  });

  test('G13 hands out no claim while a user and a service share one "sub"', () => {
    const roles = rolesWith({}, Subject.service('orders'));
    roles.addUser('orders', { email: 'o@example.com', roles: [], temporalNamespaces: all, active: true });
    expect(codeOf(() => claims(roles))).toBe('DUPLICATE_USER');
  });

  test('hands out claims while a role is still unbound: the program may go on to bind it', () => {
    expect(claims(rolesWith({}))).toEqual([]);
  });

  test('F10 gives a thousand users with 20 roles each their claims', () => {
    const roles = roleSet();
    const held = Array.from({ length: 20 }, (_, i) => roles.addRole(`role-${i}`, READER));
    const user = { email: 'u@example.com', roles: held, temporalNamespaces: all, active: true };
    for (let i = 0; i < 1000; i++) roles.addUser(`user-${i}`, user);
    expect(claims(roles)).toHaveLength(1000);
  });
});

function rendered(roles: RbacRoleSet): string {
  const model = { ...authModel(), authorization: roles._toModel() };
  return JSON.stringify(mode.objects('temporal').map(({ data }) => data(model)));
}
