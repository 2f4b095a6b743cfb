import * as fc from 'fast-check';
import { PERMISSIONS } from '../../../src/access/catalogue/api-catalogue';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { policyDiff } from '../../../src/enforcement/policy/diff';
import { decide } from '../../../src/enforcement/policy/evaluate';
import type { Policy, PolicyRole } from '../../../src/enforcement/policy/policy';
import { subjectsOf } from '../../../src/enforcement/policy/subjects';
import { anyCall, anyPolicy } from '../../gen/policy';
import { reducedTo } from '../../support/reduced-to';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const APIS = new Map(API_ROWS.map((row) => [row.api, row]));

const policy = (role: PolicyRole): Policy => ({
  version: 1,
  server: '1.32.2',
  permissions: ['temporal:workflow:list', 'temporal:workflow:start'],
  temporalNamespaces: ['billing', 'payments'],
  roles: { one: role },
  users: {},
  services: { shop: { roles: ['one'] } },
  groups: {},
  certificates: [],
});
const ending = (expires?: string): Policy => ({
  ...policy(start),
  users: { ann: { roles: ['one'], places: '*', ...(expires && { expires }) } },
});
const start = { allow: ['temporal:workflow:start'], places: ['payments'] };

describe('the difference of two policies', () => {
  test('names who gains what, and where', () => {
    const wider = { allow: ['temporal:workflow:*'], places: ['payments'] };
    const gained = { subject: 'service shop', permission: 'temporal:workflow:list', place: 'payments' };
    expect(policyDiff(policy(start), policy(wider), NOW)).toEqual([
      { ...gained, change: 'wider', before: 'denied', after: 'allowed' },
    ]);
    expect(policyDiff(policy(wider), policy(start), NOW)).toEqual([
      { ...gained, change: 'narrower', before: 'allowed', after: 'denied' },
    ]);
  });

  test.each([
    [{ ...start, taskQueues: ['tills'] }, start, ['wider']],
    [start, { ...start, taskQueues: ['tills'] }, ['narrower']],
    [{ ...start, taskQueues: ['tills'] }, { ...start, taskQueues: ['bins', 'tills'] }, ['wider']],
    [{ ...start, taskQueues: ['tills'] }, { ...start, taskQueues: ['bins'] }, ['wider', 'narrower']],
    [start, { ...start, deny: ['temporal:workflow:start'] }, ['narrower']],
    [start, { ...start, allow: ['temporal:workflow:start'] }, []],
  ])('from %j to %j is %j', (before, after, changes) => {
    expect(policyDiff(policy(before), policy(after), NOW).map(({ change }) => change)).toEqual(changes);
  });

  test('says nothing of an administrator where a later library knows more permissions', () => {
    const before = policy({ allow: ['temporal:admin'], places: '*' });
    expect(policyDiff(before, { ...before, permissions: PERMISSIONS }, NOW)).toEqual([]);
  });

  test('tells of everything that may be undeclared or on the cluster', () => {
    const admin = { allow: ['temporal:admin'], places: '*' as const };
    const places = policyDiff(policy({ ...admin, places: [] }), policy(admin), NOW).map(({ place }) => place);
    expect([...new Set(places)]).toEqual(['(cluster)', '(undeclared)', 'billing', 'payments']);
  });

  test.each([
    [undefined, '2027-01-01T00:00:00Z', 'narrower', 'without end', 'until 2027-01-01T00:00:00Z'],
    ['2027-01-01T00:00:00Z', undefined, 'wider', 'until 2027-01-01T00:00:00Z', 'without end'],
    [
      '2027-01-01T00:00:00Z',
      '2028-01-01T00:00:00Z',
      'wider',
      'until 2027-01-01T00:00:00Z',
      'until 2028-01-01T00:00:00Z',
    ],
  ])('names a user who ends at another time: %s, then %s', (old, now, change, before, after) => {
    expect(policyDiff(ending(old), ending(now), NOW)).toEqual([
      { subject: 'user ann', permission: '(all held)', place: '(everywhere)', change, before, after },
    ]);
  });

  test('names no time that is the same, or of whoever holds nothing', () => {
    expect(policyDiff(ending('2027-01-01T01:00:00+01:00'), ending('2027-01-01T00:00:00Z'), NOW)).toEqual([]);
    expect(policyDiff(ending('2020-01-01T00:00:00Z'), ending('2021-01-01T00:00:00Z'), NOW)).toEqual([]);
    const gone = policyDiff(ending('2027-01-01T00:00:00Z'), ending('2021-01-01T00:00:00Z'), NOW);
    expect(gone.map(({ permission, after }) => [permission, after])).toEqual([['temporal:workflow:start', 'denied']]);
  });

  test('names what is forbidden no longer, though nothing of its own allows it: others hold what allows it', () => {
    const forbids = { allow: [], deny: ['temporal:workflow:start'], places: ['payments'] };
    const told = { subject: 'service shop', permission: 'temporal:workflow:start', place: 'payments' };
    const [forbidden, not] = ['forbidden whatever else is held', 'not forbidden'];
    expect(policyDiff(policy(forbids), policy({ ...forbids, deny: [] }), NOW)).toEqual([
      { ...told, change: 'wider', before: forbidden, after: not },
    ]);
    expect(policyDiff(policy({ ...forbids, deny: [] }), policy(forbids), NOW)).toEqual([
      { ...told, change: 'narrower', before: not, after: forbidden },
    ]);
    expect(policyDiff(policy(forbids), policy({ ...forbids, taskQueues: ['tills'] }), NOW)).toEqual([
      { ...told, change: 'wider', before: forbidden, after: 'forbidden on task queue tills whatever else is held' },
    ]);
  });

  test('a denial that ends earlier lets somebody do more', () => {
    const denying = (expires: string): Policy => ({
      ...ending(expires),
      roles: { one: { allow: [], deny: ['temporal:workflow:start'], places: '*' } },
    });
    expect(policyDiff(denying('2028-01-01T00:00:00Z'), denying('2027-01-01T00:00:00Z'), NOW)).toEqual([
      {
        subject: 'user ann',
        permission: '(all denied)',
        place: '(everywhere)',
        change: 'wider',
        before: 'until 2028-01-01T00:00:00Z',
        after: 'until 2027-01-01T00:00:00Z',
      },
    ]);
  });

  test('says wider where somebody of several identities may do more', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyCall, (before, drawn, call) => {
        const after = { ...drawn, permissions: before.permissions };
        const everybody = [...subjectsOf(before), ...subjectsOf(after)];
        const wider = policyDiff(before, after, NOW).filter(({ change }) => change === 'wider');
        const told = new Set(wider.map(({ subject }) => subject));
        for (const one of everybody) {
          for (const other of everybody) {
            const groups = [...(one.caller.groups ?? []), ...(other.caller.groups ?? [])];
            const caller = { ...one.caller, ...other.caller, groups };
            const [old, now] = [before, after].map((each) => decide(each, APIS, caller, call, NOW).allowed);
            if (!old && now) expect([one.subject, other.subject].some((name) => told.has(name))).toBe(true);
          }
        }
      }),
      { numRuns: reducedTo(30, 2000) },
    );
  });

  test('is none where nobody is decided otherwise, and is there where somebody is', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyCall, (before, drawn, call) => {
        const after = { ...drawn, permissions: before.permissions };
        expect(policyDiff(before, before, NOW)).toEqual([]);
        const told = new Set(policyDiff(before, after, NOW).map(({ subject }) => subject));
        for (const { subject, caller } of [...subjectsOf(before), ...subjectsOf(after)]) {
          const [old, now] = [before, after].map((one) => decide(one, APIS, caller, call, NOW).allowed);
          if (old !== now) expect(told).toContain(subject);
        }
      }),
      { numRuns: reducedTo(30, 5000) },
    );
  });
});
