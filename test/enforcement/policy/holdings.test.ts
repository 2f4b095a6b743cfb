import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { holdingsOf } from '../../../src/enforcement/policy/holdings';
import type { Policy } from '../../../src/enforcement/policy/policy';

const EMPTY = compilePolicy(
  { path: 'Roles', temporalNamespaces: ['orders', 'payments'], roles: [], users: [], guarantees: [] },
  '1.32.2',
  [],
);
const POLICY: Policy = {
  ...EMPTY,
  roles: {
    reader: { allow: ['temporal:workflow:*'], deny: ['temporal:workflow:delete'], places: '*' },
    owner: { allow: ['temporal:admin'], places: ['orders'] },
  },
  users: {
    alice: { roles: ['reader'], places: ['payments'] },
    bob: { roles: ['owner'], places: '*', expires: '2026-01-01T00:00:00Z' },
  },
  services: { billing: { roles: ['reader'] } },
  groups: { sre: { roles: ['owner'] }, readers: { roles: ['reader'] } },
};
const NEW_YEAR = Date.parse('2026-01-01T00:00:00Z');

const held = (caller: Parameters<typeof holdingsOf>[1], at = 0) =>
  holdingsOf(POLICY, caller, at).map(({ holder, role }) => `${holder}: ${role}`);

describe('what a caller holds', () => {
  test('is what each of its identities holds, in their order', () => {
    expect(held({ user: 'alice', service: 'billing', groups: ['readers', 'sre'] })).toEqual([
      'user alice: reader',
      'service billing: reader',
      'group readers: reader',
      'group sre: owner',
    ]);
  });

  test('is nothing for whoever the policy does not name', () => {
    expect(held({})).toEqual([]);
    expect(held({ user: 'billing', service: 'alice', groups: ['alice'] })).toEqual([]);
    expect(held({ user: '__proto__', service: 'constructor', groups: ['toString'] })).toEqual([]);
  });

  test('ends with the user, to the millisecond, however often it was asked before', () => {
    expect([NEW_YEAR - 1, NEW_YEAR, NEW_YEAR - 1].map((at) => held({ user: 'bob' }, at))).toEqual([
      ['user bob: owner'],
      [],
      ['user bob: owner'],
    ]);
  });

  test('is of one policy and not of another', () => {
    expect(holdingsOf({ ...POLICY, services: {} }, { service: 'billing' }, 0)).toEqual([]);
    expect(held({ service: 'billing' })).toHaveLength(1);
  });
});

describe('what a role says', () => {
  test('is read from patterns, denials beyond what the policy knows', () => {
    const known = ['temporal:workflow:read', 'temporal:workflow:start'];
    const [{ says }] = holdingsOf({ ...POLICY, permissions: known }, { service: 'billing' }, 0);
    expect([...says.allows]).toEqual(known);
    expect([...says.denies]).toEqual(['temporal:workflow:delete']);
    expect(says.isAdmin).toBe(false);
  });

  test('is everything for an administrator, known to the policy or not', () => {
    const [{ says }] = holdingsOf({ ...POLICY, permissions: [] }, { groups: ['sre'] }, 0);
    expect(says.isAdmin).toBe(true);
    expect(says.allows.has('temporal:workflow:delete')).toBe(true);
  });
});
