import { Guarantee } from '../../src/access/guarantee';
import { Permission } from '../../src/access/permission';
import type { Role } from '../../src/access/role';
import { Subject, SubjectKind } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import type { UserProps } from '../../src/access/user';
import { codeOf, refusalOf } from '../support/refusal';
import { roleSet } from './builders';

const all = TemporalNamespaces.all();
const of = TemporalNamespaces.of;
const READER = { permissions: [Permission.WORKFLOW_READ], temporalNamespaces: of('testing'), acceptCoarse: 'accepted' };

function userProps(change: Partial<UserProps> = {}): UserProps {
  return { email: 'ops@company.com', roles: [], temporalNamespaces: all, active: true, ...change };
}

describe('RbacRoleSet', () => {
  test('shows every prop of roles and users in its model', () => {
    const roles = roleSet();
    const reader = roles.addRole('reader', { ...READER, description: 'Reads' });
    reader.bind(Subject.service('reports'));
    const created = '2026-01-01T00:00:00Z';
    const updated = '2026-02-01T00:00:00+01:00';
    roles.addUser(
      'ops',
      userProps({ roles: [reader], temporalNamespaces: of('staging', 'testing'), created, updated }),
    );
    expect(roles._toModel()).toEqual({
      guarantees: [],
      path: 'temporal-auth/Roles',
      temporalNamespaces: ['development', 'testing', 'production', 'staging'],
      roles: [
        {
          path: 'temporal-auth/Roles/reader',
          name: 'reader',
          description: 'Reads',
          permissions: ['temporal:workflow:read'],
          places: { everywhere: false, temporalNamespaces: ['testing'] },
          acceptCoarse: 'accepted',
          subjects: [
            { kind: SubjectKind.SERVICE, id: 'reports', mappedByProvider: false },
            { kind: SubjectKind.USER, id: 'ops', mappedByProvider: false },
          ],
        },
      ],
      users: [
        {
          path: 'temporal-auth/Roles/Users/ops',
          id: 'ops',
          email: 'ops@company.com',
          roles: ['reader'],
          places: { everywhere: false, temporalNamespaces: ['testing', 'staging'] },
          active: true,
          created,
          updated,
        },
      ],
    });
  });

  test('shows what a role denies and is limited to, sorted, and until when a user may do something', () => {
    const roles = roleSet();
    const never = roles.addRole('never', {
      permissions: [],
      denies: [Permission.WORKFLOW_TERMINATE, Permission.parse('temporal:task:*')],
      taskQueues: ['tills', 'bins'],
      workflowTypes: ['Refund', 'Pay'],
      temporalNamespaces: all,
    });
    roles.addUser('ops', userProps({ roles: [never], expires: '2030-01-01T00:00:00+01:00' }));
    const { roles: models, users } = roles._toModel();
    expect(models).toMatchObject([
      {
        permissions: [],
        denies: ['temporal:workflow:terminate', 'temporal:task:*'],
        taskQueues: ['bins', 'tills'],
        workflowTypes: ['Pay', 'Refund'],
      },
    ]);
    expect(users).toMatchObject([{ id: 'ops', roles: ['never'], expires: '2030-01-01T00:00:00+01:00' }]);
  });

  test('whoever holds a role holds those that it includes, as users do whose list names them', () => {
    const roles = roleSet();
    const inner = roles.addRole('inner', READER);
    const outer = roles.addRole('outer', { ...READER, permissions: [], includes: [inner, roles.predefined.admin] });
    roles.addUser('ops', userProps({ roles: [outer] }));
    inner.bind(Subject.service('reports'));
    const { roles: models, users } = roles._toModel();
    const held = (name: string) => models.find((role) => role.name === name)?.subjects.map(({ id }) => id);
    expect([held('inner'), held('outer'), held('temporal-admin')]).toEqual([['reports', 'ops'], ['ops'], ['ops']]);
    expect([...users[0].roles].sort()).toEqual(['inner', 'outer', 'temporal-admin']);
  });

  test('a role includes roles that were there before it, so none includes itself by whatever way (B44)', () => {
    const roles = roleSet();
    const includes = [roles.addRole('inner', READER)];
    const outer = roles.addRole('outer', { ...READER, includes });
    includes.push(outer);
    expect(outer._props.includes?.map(({ roleName }) => roleName)).toEqual(['inner']);
    const undeclared: { role?: Role } = {};
    expect(refusalOf(() => roles.addRole('round', { ...READER, includes: [undeclared.role as Role] }))).toMatchObject({
      code: 'WRONG_TYPE',
      option: 'RoleProps.includes[0]',
    });
  });

  test('G14 a role of another set is not included (B45)', () => {
    const foreign = roleSet().addRole('inner', READER);
    const roles = roleSet();
    roles.addRole('inner', READER);
    expect(refusalOf(() => roles.addRole('outer', { ...READER, includes: [foreign] }))).toMatchObject({
      code: 'UNKNOWN_ROLE',
      path: 'temporal-auth/Roles',
      option: 'RoleProps.includes[0]',
      found: 'inner',
    });
    expect(roles.addRole('outer', READER).roleName).toBe('outer');
  });

  test('a role bound to a user later is one of the roles of the user', () => {
    const roles = roleSet();
    const ops = roles.addUser('ops', userProps());
    roles.predefined.admin.bind(ops);
    roles.addRole('reader', READER);
    expect(roles._toModel().users[0].roles).toEqual(['temporal-admin']);
  });

  test('F06 the order in which roles, users and bindings are written changes nothing', () => {
    const build = (ids: string[]) => {
      const roles = roleSet();
      for (const id of ids) roles.addRole(`role-${id.toLowerCase()}`, READER).bind(Subject.service(`service-${id}`));
      for (const id of ids) roles.addUser(id, userProps({ roles: [roles.predefined.admin] }));
      const { users, roles: models } = roles._toModel();
      return [users.map(({ id }) => id), models.map(({ name }) => name)];
    };
    expect(build(['a', 'B', 'c'].reverse())).toEqual(build(['a', 'B', 'c']));
  });

  test('G13 a second role of one name is refused, predefined ones included (B46)', () => {
    const roles = roleSet();
    roles.addRole('reader', READER);
    expect(refusalOf(() => roles.addRole('reader', READER))).toMatchObject({
      code: 'DUPLICATE_ROLE',
      path: 'temporal-auth/Roles',
      option: 'RbacRoleSet.addRole(name)',
    });
    roles.predefined.admin.bind(Subject.service('ops'));
    expect(codeOf(() => roles.addRole('temporal-admin', READER))).toBe('DUPLICATE_ROLE');
  });

  test.each(['', 'Reader', 'a b', '-a', 'a/b', '*', '../x', '__proto__', 'r'.repeat(64)])(
    'F03 a role %j is refused',
    (name) => {
      expect(['INVALID_NAME', 'INVALID_VALUE']).toContain(codeOf(() => roleSet().addRole(name, READER)));
    },
  );

  test.each(['ops@company.com', 'OPS@company.com'])(
    'G13 a second user %s is refused, whatever the case (B46)',
    (id) => {
      const roles = roleSet();
      roles.addUser('ops@company.com', userProps());
      expect(refusalOf(() => roles.addUser(id, userProps()))).toMatchObject({
        code: 'DUPLICATE_USER',
        path: 'temporal-auth/Roles',
        option: 'RbacRoleSet.addUser(id)',
      });
    },
  );

  test.each(['', 'a b', '../etc', '*', 'u'.repeat(300), '\u0430dmin'])('G09 a user %j is refused (B47)', (id) => {
    expect(['INVALID_VALUE', 'OUT_OF_RANGE']).toContain(codeOf(() => roleSet().addUser(id, userProps())));
  });

  test('a user may be known by an e-mail address, which is a "sub" like any other (B48)', () => {
    const roles = roleSet();
    expect(roles.addUser('admin@corp', userProps()).subjectId).toBe('admin@corp');
    expect(roles._toModel().users.map(({ id }) => id)).toEqual(['admin@corp']);
  });

  test('a user may be called like a role', () => {
    const roles = roleSet();
    roles.addRole('ops', READER);
    expect(roles.addUser('ops', userProps()).subjectId).toBe('ops');
  });

  test('F01 names of the language are refused for roles and users', () => {
    expect(codeOf(() => roleSet().addRole('constructor', READER))).toBe('INVALID_NAME');
    expect(codeOf(() => roleSet().addUser('toString', userProps()))).toBe('INVALID_NAME');
  });

  test('G14 a role of another set is refused (B45)', () => {
    const foreign = roleSet().addRole('reader', READER);
    const roles = roleSet();
    expect(refusalOf(() => roles.addUser('ops', userProps({ roles: [foreign] })))).toMatchObject({
      code: 'UNKNOWN_ROLE',
      option: 'UserProps.roles[0]',
    });
    roles.addRole('reader', READER);
    expect(codeOf(() => roles.addUser('ops', userProps({ roles: [foreign] })))).toBe('UNKNOWN_ROLE');
  });

  test('a user that is refused leaves nothing behind', () => {
    const roles = roleSet();
    const reader = roles.addRole('reader', READER);
    const foreign = roleSet().addRole('writer', READER);
    expect(codeOf(() => roles.addUser('ops', userProps({ roles: [reader, foreign] })))).toBe('UNKNOWN_ROLE');
    expect(roles._toModel()).toMatchObject({ users: [], roles: [{ subjects: [] }] });
    expect(roles.addUser('ops', userProps({ roles: [reader] })).subjectId).toBe('ops');
  });

  test.each([
    [
      'a role',
      () => roleSet().addRole('r', { ...READER, temporalNamespaces: of('tasting') }),
      'RoleProps.temporalNamespaces',
    ],
    [
      'a user',
      () => roleSet().addUser('u', userProps({ temporalNamespaces: of('tasting') })),
      'UserProps.temporalNamespaces',
    ],
    [
      'a predefined role',
      () => roleSet({ predefined: { viewer: { temporalNamespaces: of('tasting') } } }),
      'RbacRoleSet.predefined.viewer.temporalNamespaces',
    ],
  ])('a namespace that is not declared is refused in %s', (_, call, option) => {
    expect(refusalOf(call)).toMatchObject({
      code: 'UNKNOWN_TEMPORAL_NAMESPACE',
      option,
      value: '"tasting"',
      fix: expect.stringContaining('Did you mean "testing"?'),
    });
  });

  test('G08 a declared namespace in another case is not that namespace', () => {
    expect(codeOf(() => roleSet().addRole('r', { ...READER, temporalNamespaces: of('Testing') }))).toBe(
      'UNKNOWN_TEMPORAL_NAMESPACE',
    );
  });

  test('is read once, and anew after each line that declares something', () => {
    const roles = roleSet();
    const reader = roles.addRole('reader', READER);
    const lines = [
      () => roles.addRole('other', READER),
      () => roles.addUser('idle', userProps()),
      () => roles.addUser('ops', userProps({ roles: [reader] })),
      () => reader.bind(Subject.service('reports')),
      () =>
        roles.guarantee(
          'nobody looks',
          Guarantee.only({ permissions: [Permission.WORKFLOW_READ], temporalNamespaces: all }),
        ),
    ];
    for (const line of lines) {
      const before = roles._toModel();
      expect(roles._toModel()).toBe(before);
      line();
      expect(roles._toModel()).not.toEqual(before);
    }
  });

  test('hands out copies of its namespaces', () => {
    const roles = roleSet();
    roles.temporalNamespaces.push('x');
    expect(roles.temporalNamespaces).toEqual(['development', 'testing', 'production', 'staging']);
  });
});
