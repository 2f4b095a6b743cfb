import * as fc from 'fast-check';
import { PERMISSIONS } from '../../src/access/catalogue/api-catalogue';
import { Permission, permission } from '../../src/access/permission';
import { implies } from '../../src/access/permission-grammar';
import { codeOf } from '../support/refusal';
import { anyPermission } from './builders';

describe('Permission', () => {
  test('G07 printing what was parsed gives the same text', () => {
    fc.assert(
      fc.property(anyPermission, (text) => {
        expect(String(Permission.parse(text))).toBe(text);
        expect(String(Permission.parse(String(Permission.parse(text))))).toBe(text);
      }),
    );
  });

  test('each constant is the permission that its name says', () => {
    const constants = Object.entries(Permission).filter(([, value]) => value instanceof Permission);
    expect(constants).toHaveLength(23);
    for (const [name, value] of constants) {
      const [, resource, action] = String(value).split(':');
      const spelled =
        name === 'ADMIN' ? 'temporal:admin' : `temporal:${name.toLowerCase().replace('_', ':').replace('all', '*')}`;
      expect([name, resource, action, String(value)]).toEqual([name, resource, action, spelled]);
    }
  });

  test('what is no permission is refused', () => {
    expect(codeOf(() => Permission.parse('temporal:workflow:strat'))).toBe('INVALID_PERMISSION');
  });

  test('J14 a worker may poll, respond, heartbeat and read long histories, and start or signal nothing', () => {
    const held = Permission.ofWorkers().map(String);
    const may = PERMISSIONS.filter((needed) => held.some((one) => implies(one, needed)));
    expect(may).toEqual([
      'temporal:namespace:read',
      'temporal:task:heartbeat',
      'temporal:task:poll',
      'temporal:task:reset-sticky',
      'temporal:task:respond',
      'temporal:worker:heartbeat',
      'temporal:worker:shutdown',
      'temporal:workflow:history',
    ]);
  });

  test('F03 only a Permission is one: its text alone is not', () => {
    expect(codeOf(() => permission('temporal:admin', 'x'))).toBe('WRONG_TYPE');
    expect(codeOf(() => permission({ text: 'temporal:admin' }, 'x'))).toBe('WRONG_TYPE');
    expect(permission(Permission.ADMIN, 'x')).toBe(Permission.ADMIN);
  });
});
