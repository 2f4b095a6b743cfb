import * as fc from 'fast-check';
import { apisOf } from '../../src/access/catalogue/api-catalogue';
import { API_ROWS } from '../../src/access/catalogue/api-catalogue.generated';
import { permissionsOf } from '../../src/access/catalogue/needed-permissions';
import { CLUSTER, UNDECLARED } from '../../src/access/places';
import { type ModeDifference, modeDiff } from '../../src/enforcement/mode-diff';
import { DenialReason, decide } from '../../src/enforcement/policy/evaluate';
import type { Policy, PolicyRole } from '../../src/enforcement/policy/policy';
import { needsOf } from '../../src/enforcement/policy/request-contents';
import { subjectsOf } from '../../src/enforcement/policy/subjects';
import { anyCall, anyPolicy } from '../gen/policy';
import { reducedTo } from '../support/reduced-to';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const SERVER = '1.32.2';
const APIS = new Map(API_ROWS.map((row) => [row.api, row]));
const PERMISSIONS = permissionsOf(apisOf(SERVER));

const policy = (role: PolicyRole, expires?: string): Policy => ({
  version: 1,
  server: SERVER,
  permissions: PERMISSIONS,
  temporalNamespaces: ['billing', 'payments'],
  roles: { one: role },
  users: { ann: { roles: ['one'], places: '*', ...(expires && { expires }) } },
  services: {},
  groups: {},
  certificates: [],
});

/** What changes for ann where she leaves levels for this role. */
const leavingLevels = (items: string[], role: PolicyRole, expires?: string) =>
  modeDiff(
    { mode: 'default-authorizer', policy: policy(role, expires), claims: [{ subject: 'user ann', items }] },
    NOW,
  );

const of = (found: readonly ModeDifference[], api: string) =>
  found
    .filter((one) => one.api === `WorkflowService/${api}`)
    .map(({ place, change, before, after }) => `${place} ${change}: ${before} -> ${after}`);

const list = { allow: ['temporal:workflow:list'], places: ['payments'] };

describe('the difference of the modes', () => {
  test('tells each call that a level grants beside the permission, and each that clients open with', () => {
    const found = leavingLevels(['payments:read'], list);
    expect(of(found, 'ListWorkflowExecutions')).toEqual([]);
    expect(of(found, 'DescribeWorkflowExecution')).toEqual(['payments narrower: allowed -> denied']);
    expect(of(found, 'GetClusterInfo')).toEqual(['(cluster) wider: denied -> allowed']);
    expect(found.map(({ place }) => place)).not.toContain('billing');
  });

  test('is turned round where the policy is left', () => {
    const there = leavingLevels(['payments:read'], list);
    const claims = [{ subject: 'user ann', items: ['payments:read'] }];
    const back = modeDiff({ mode: 'policy', policy: policy(list), claims }, NOW);
    const turned = back.map(({ change, before, after, ...call }) => ({
      ...call,
      change: change === 'wider' ? 'narrower' : 'wider',
      before: after,
      after: before,
    }));
    expect(there.length).toBeGreaterThan(10);
    expect(turned).toEqual(there);
  });

  test('is none for whoever may do everything, and for whoever may do nothing', () => {
    expect(leavingLevels(['temporal-system:admin'], { allow: ['temporal:admin'], places: '*' })).toEqual([]);
    expect(leavingLevels([], { allow: [], places: '*' }, '2027-01-01T00:00:00Z')).toEqual([]);
  });

  test('tells what a request carries or names, which levels do not ask for', () => {
    const starts = { allow: ['temporal:workflow:start'], places: ['payments'], taskQueues: ['tills'] };
    const [start] = of(leavingLevels(['payments:write'], starts), 'StartWorkflowExecution');
    expect(start).toMatch(
      /^payments narrower: allowed -> by its request: temporal:workflow:start on task queue tills; .*temporal:workflow:terminate denied/,
    );
    expect(of(leavingLevels([], starts), 'ExecuteMultiOperation')).toHaveLength(1);
    const [batch] = of(
      leavingLevels(['payments:write'], { allow: ['temporal:batch:start'], places: ['payments'] }),
      'StartBatchOperation',
    );
    expect(batch).toContain('temporal:workflow:terminate denied');
  });

  test('tells of a listing that is cut to the Temporal namespaces of its caller', () => {
    const lists = { allow: ['temporal:namespace:list'], places: ['payments'] };
    expect(of(leavingLevels([], lists), 'ListNamespaces')).toEqual([
      '(cluster) wider: denied -> told of its own Temporal namespaces',
    ]);
  });

  test('tells of what a level has no end of', () => {
    const end = '2027-01-01T00:00:00Z';
    expect(leavingLevels(['payments:read'], list, end)[0]).toEqual({
      subject: 'user ann',
      api: '(all held)',
      place: '(everywhere)',
      change: 'narrower',
      before: 'without end',
      after: `until ${end}`,
    });
  });

  test('says denied and allowed of no call that is decided otherwise', () => {
    const names = new Map(apisOf(SERVER).map((row) => [row.api, row]));
    fc.assert(
      fc.property(anyPolicy, anyCall, (drawn, call) => {
        const row = names.get(call.api);
        if (row === undefined || call.requestType !== undefined || call.temporalNamespace === '') return;
        const whole = { ...drawn, permissions: PERMISSIONS };
        const isDeclared = whole.temporalNamespaces.includes(call.temporalNamespace);
        const place = row.scope === 'cluster' ? CLUSTER : isDeclared ? call.temporalNamespace : UNDECLARED;
        // What a request carries into another place is asked for there, and a difference is of one place.
        if (needsOf(row, call)?.some((need) => (need.temporalNamespace ?? CLUSTER) !== place)) return;
        const found = modeDiff({ mode: 'default-authorizer', policy: whole, claims: [] }, NOW);
        for (const { subject, caller } of subjectsOf(whole)) {
          const told = found.find(
            (one) => one.subject === subject && row.api.endsWith(`.${one.api}`) && one.place === place,
          );
          const decided = decide(whole, APIS, caller, call, NOW);
          if (told === undefined) expect(decided.allowed).toBe(false);
          if (told?.after !== 'allowed' || decided.allowed) continue;
          expect(decided.reason).toBe(DenialReason.UNJUDGED_REQUEST); // whoever sends it
        }
      }),
      { numRuns: reducedTo(30, 2000) },
    );
  });
});
