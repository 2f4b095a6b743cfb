import { Permission } from '../../src/access/permission';
import type { RoleProps } from '../../src/access/role';
import { readRoleProps, readRoleSetProps, readUserProps } from '../../src/access/role-set-props';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { codeOf, refusalOf } from '../support/refusal';
import { roleSet } from './builders';

const ROLE = { permissions: [Permission.ADMIN], temporalNamespaces: TemporalNamespaces.all() };
const USER = {
  email: 'ops@company.com',
  roles: [roleSet().predefined.admin],
  temporalNamespaces: TemporalNamespaces.all(),
  active: true,
};
const role = (change: object) => readRoleProps({ ...ROLE, ...change } as never);
const user = (change: object) => readUserProps({ ...USER, ...change } as never);
const set = (props: object) => readRoleSetProps(props as never);

describe('the options of a role set', () => {
  test.each([
    [{ temporalNamespaces: [] }, 'EMPTY_LIST'],
    [{}, 'MISSING_OPTION'],
    [{ temporalNamespaces: 'default' }, 'WRONG_TYPE'],
    [{ temporalNamespaces: ['*'] }, 'INVALID_TEMPORAL_NAMESPACE'],
    [{ temporalNamespaces: ['a', 'a'] }, 'DUPLICATE_VALUE'],
    [{ temporalNamespaces: ['a', undefined] }, 'WRONG_TYPE'],
    [{ temporalNamespaces: ['temporal-system'] }, 'INVALID_TEMPORAL_NAMESPACE'],
    [{ temporalNamespaces: ['a'], predefined: { viewers: {} } }, 'UNKNOWN_OPTION'],
    [{ temporalNamespaces: ['a'], predefined: { viewer: { acceptCoarse: true } } }, 'WRONG_TYPE'],
    [{ temporalNamespaces: ['a'], predefined: { viewer: { temporalNamespaces: ['a'] } } }, 'WRONG_TYPE'],
    [{ temporalNamespaces: ['a'], predefined: { viewer: { accept: true } } }, 'UNKNOWN_OPTION'],
    [{ temporalNamespaces: ['a'], predefinedRoles: {} }, 'UNKNOWN_OPTION'],
  ])('F02 F03 G10 %j is refused with %s', (props, code) => {
    expect(codeOf(() => set(props))).toBe(code);
  });
});

describe('the options of a role', () => {
  test('are copied', () => {
    const permissions = [Permission.ADMIN];
    const read = readRoleProps({ ...ROLE, permissions });
    permissions.push(Permission.WORKFLOW_START);
    expect(read.permissions).toEqual([Permission.ADMIN]);
  });

  test.each([
    [{ permissions: [] }, 'EMPTY_LIST', 'RoleProps.permissions'],
    [{ permissions: undefined }, 'MISSING_OPTION', 'RoleProps.permissions'],
    [{ permissions: Permission.ADMIN }, 'WRONG_TYPE', 'RoleProps.permissions'],
    [{ permissions: ['temporal:admin'] }, 'WRONG_TYPE', 'RoleProps.permissions[0]'],
    [
      { permissions: [Permission.ADMIN, Permission.parse('temporal:admin')] },
      'DUPLICATE_VALUE',
      'RoleProps.permissions[1]',
    ],
    [{ temporalNamespaces: undefined }, 'MISSING_OPTION', 'RoleProps.temporalNamespaces'],
    [{ temporalNamespaces: [] }, 'WRONG_TYPE', 'RoleProps.temporalNamespaces'],
    [{ temporalNamespaces: 'all' }, 'WRONG_TYPE', 'RoleProps.temporalNamespaces'],
    [{ description: 'a\nb' }, 'UNSAFE_TEXT', 'RoleProps.description'],
    [{ acceptCoarse: 1 }, 'WRONG_TYPE', 'RoleProps.acceptCoarse'],
    [{ acceptCoarse: null }, 'WRONG_TYPE', 'RoleProps.acceptCoarse'],
    [{ denies: [] }, 'EMPTY_LIST', 'RoleProps.denies'],
    [{ denies: ['temporal:admin'] }, 'WRONG_TYPE', 'RoleProps.denies[0]'],
    [{ denies: [Permission.ADMIN, Permission.ADMIN] }, 'DUPLICATE_VALUE', 'RoleProps.denies[1]'],
    [{ taskQueues: [] }, 'EMPTY_LIST', 'RoleProps.taskQueues'],
    [{ taskQueues: 'tills' }, 'WRONG_TYPE', 'RoleProps.taskQueues'],
    [{ taskQueues: ['tills', ''] }, 'INVALID_VALUE', 'RoleProps.taskQueues[1]'],
    [{ taskQueues: ['tills', 'tills'] }, 'DUPLICATE_VALUE', 'RoleProps.taskQueues[1]'],
    [{ workflowTypes: [] }, 'EMPTY_LIST', 'RoleProps.workflowTypes'],
    [{ workflowTypes: ['a\nb'] }, 'UNSAFE_TEXT', 'RoleProps.workflowTypes[0]'],
    [{ includes: [] }, 'EMPTY_LIST', 'RoleProps.includes'],
    [{ includes: ['temporal-admin'] }, 'WRONG_TYPE', 'RoleProps.includes[0]'],
    [{ includes: [USER.roles[0], USER.roles[0]] }, 'DUPLICATE_VALUE', 'RoleProps.includes[1]'],
    [{ namespaces: [] }, 'UNKNOWN_OPTION', 'RoleProps.namespaces'],
    [{ inherits: [] }, 'UNKNOWN_OPTION', 'RoleProps.inherits'],
  ])('F02 F03 %j is refused with %s at %s', (change, code, option) => {
    expect(refusalOf(() => role(change))).toMatchObject({ code, option });
  });

  test.each([{ denies: [Permission.ADMIN] }, { includes: USER.roles }])(
    'may be without permissions of its own where it denies or includes something',
    (change) => {
      expect(role({ permissions: [], ...change })).toMatchObject(change);
      expect(codeOf(() => role({ permissions: [], taskQueues: ['tills'] }))).toBe('EMPTY_LIST');
    },
  );

  test.each(['taskQueues', 'workflowTypes'])('%s are as long as the server takes them, and no longer', (option) => {
    const named = (length: number) => () => role({ [option]: ['q'.repeat(length)] });
    expect(named(1000)()[option as keyof RoleProps]).toHaveLength(1);
    expect(codeOf(named(1001))).toBe('OUT_OF_RANGE');
  });

  test('F01 __proto__ is refused', () => {
    const polluted = { ...ROLE };
    Object.defineProperty(polluted, '__proto__', { value: { acceptCoarse: 'accepted' }, enumerable: true });
    expect(codeOf(() => readRoleProps(polluted))).toBe('UNSAFE_KEY');
  });
});

describe('the options of a user', () => {
  test.each(['admin@company.com', 'a.b+c@x', "o'neil@sub.example.co"])('%s is an e-mail address', (email) => {
    expect(user({ email }).email).toBe(email);
  });

  test.each(['Alice <a@b>', 'mailto:a@b', 'a@', '@b', 'a@b@c', 'a b@c', 'a@-b', 'a@b..c', 'ab', '\u0430@b'])(
    '%j is no e-mail address',
    (email) => {
      expect(codeOf(() => user({ email }))).toBe('INVALID_VALUE');
    },
  );

  test.each([
    [{ active: 'false' }, 'WRONG_TYPE', 'UserProps.active'],
    [{ active: 0 }, 'WRONG_TYPE', 'UserProps.active'],
    [{ active: null }, 'WRONG_TYPE', 'UserProps.active'],
    [{ active: undefined }, 'MISSING_OPTION', 'UserProps.active'],
  ])('G12 %j is refused, never taken for true or false (B49)', (change, code, option) => {
    expect(refusalOf(() => user(change))).toMatchObject({ code, option });
  });

  test.each([
    [{ roles: ['temporal-admin'] }, 'WRONG_TYPE', 'UserProps.roles[0]'],
    [{ roles: [USER.roles[0], USER.roles[0]] }, 'DUPLICATE_VALUE', 'UserProps.roles[1]'],
    [{ roles: undefined }, 'MISSING_OPTION', 'UserProps.roles'],
    [{ temporalNamespaces: [] }, 'WRONG_TYPE', 'UserProps.temporalNamespaces'],
    [{ email: undefined }, 'MISSING_OPTION', 'UserProps.email'],
    [{ created: '2026-13-01' }, 'INVALID_USER', 'UserProps.created'],
    [{ expires: '2026-13-01' }, 'INVALID_USER', 'UserProps.expires'],
    [{ expires: '2026-01-01T00:00:00' }, 'INVALID_USER', 'UserProps.expires'],
    [{ updated: '2026-01-01T00:00:00' }, 'INVALID_USER', 'UserProps.updated'],
    [{ expires: 'tomorrow' }, 'INVALID_USER', 'UserProps.expires'],
    [{ expiry: '2026-01-01T00:00:00Z' }, 'UNKNOWN_OPTION', 'UserProps.expiry'],
  ])('F02 F03 %j is refused with %s at %s', (change, code, option) => {
    expect(refusalOf(() => user(change))).toMatchObject({ code, option });
  });

  test('an update before the creation is refused, whatever the zones are', () => {
    const created = '2026-01-01T00:00:00Z';
    expect(refusalOf(() => user({ created, updated: '2026-01-01T01:00:00+02:00' }))).toMatchObject({
      code: 'INVALID_USER',
      option: 'UserProps.updated',
    });
    expect(user({ created, updated: '2026-01-01T02:00:00+02:00' })).toMatchObject({ created });
  });
});
