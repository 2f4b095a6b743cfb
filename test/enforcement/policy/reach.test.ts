import * as fc from 'fast-check';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { Permission } from '../../../src/access/permission';
import { CLUSTER, UNDECLARED } from '../../../src/access/places';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { decide } from '../../../src/enforcement/policy/evaluate';
import { placesOf, reachOf } from '../../../src/enforcement/policy/reach';
import { roleSet } from '../../access/builders';
import { anyCaller, anyPolicy } from '../../gen/policy';
import { reducedTo } from '../../support/reduced-to';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const APIS = new Map(API_ROWS.map((row) => [row.api, row]));
const SERVICE = '/temporal.api.workflowservice.v1.WorkflowService/';

/** Calls that need one permission, carry nothing and name neither task queue nor workflow type. */
const CALLS = [
  [`${SERVICE}SignalWorkflowExecution`, 'temporal:workflow:signal'],
  [`${SERVICE}TerminateWorkflowExecution`, 'temporal:workflow:terminate'],
  [`${SERVICE}DeleteSchedule`, 'temporal:schedule:delete'],
] as const;
const ON_CLUSTER = [
  ['/temporal.api.operatorservice.v1.OperatorService/ListClusters', 'temporal:remote-cluster:list'],
] as const;

function policyWith(declare: (roles: ReturnType<typeof roleSet>) => void) {
  const roles = roleSet();
  declare(roles);
  return compilePolicy(roles._toModel(), '1.32.2', []);
}

const start = { permissions: [Permission.WORKFLOW_START], temporalNamespaces: TemporalNamespaces.of('testing') };
const till = { service: 'till' };
const START = String(Permission.WORKFLOW_START);

describe('what somebody may do', () => {
  test('is what calls are decided by, in every place', () => {
    const seen = { held: 0, absent: 0 };
    fc.assert(
      fc.property(anyPolicy, anyCaller, (policy, caller) => {
        const reach = reachOf(policy, caller, NOW);
        const isAllowed = (api: string, temporalNamespace: string) =>
          decide(policy, APIS, caller, { api, temporalNamespace, request: {} }, NOW).allowed;
        for (const place of placesOf(policy)) {
          const name = { [UNDECLARED]: 'nobody-declared-it', [CLUSTER]: '' }[place] ?? place;
          for (const [api, permission] of place === CLUSTER ? ON_CLUSTER : CALLS) {
            // What this policy's server does not know is an administrator's alone, and no part of a reach.
            if (!policy.permissions.includes(permission)) continue;
            const held = reach.get(permission)?.get(place);
            const isAny = held?.allowed.some(({ taskQueues, workflowTypes }) => !taskQueues && !workflowTypes) ?? false;
            expect([api, place, isAllowed(api, name)]).toEqual([api, place, isAny && held?.denied.length === 0]);
            seen[isAny ? 'held' : 'absent'] += 1;
          }
        }
      }),
      { numRuns: reducedTo(60, 5000) },
    );
    expect(Math.min(seen.held, seen.absent)).toBeGreaterThan(50);
  });

  test('keeps what limits it, once, and is free of limits where one role has none', () => {
    const queues = (...more: object[]) =>
      reachOf(
        policyWith((roles) => {
          more.forEach(
            (one, index) => void roles.addRole(`r${index}`, { ...start, ...one }).bind(Subject.service('till')),
          );
        }),
        till,
        NOW,
      )
        .get(START)
        ?.get('testing')?.allowed;
    const tills = { taskQueues: ['tills'], workflowTypes: null };
    expect(queues({ taskQueues: ['tills'] }, { taskQueues: ['tills'] })).toEqual([tills]);
    expect(queues({ taskQueues: ['tills'] }, { workflowTypes: ['Pay'] })).toEqual(
      [tills, { taskQueues: null, workflowTypes: ['Pay'] }].sort((a, b) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
      ),
    );
    expect(queues({ taskQueues: ['tills'] }, {})).toEqual([{ taskQueues: null, workflowTypes: null }]);
  });

  test('is absent where a deny has no limit, and says the limits of one that has', () => {
    const held = (deny: object) =>
      reachOf(
        policyWith((roles) => {
          roles.addRole('starter', start).bind(Subject.service('till'));
          roles
            .addRole('never', { ...start, permissions: [], denies: [Permission.WORKFLOW_START], ...deny })
            .bind(Subject.service('till'));
        }),
        till,
        NOW,
      ).get(START);
    expect(held({})).toBeUndefined();
    expect(held({ taskQueues: ['tills'] })?.get('testing')?.denied).toEqual([
      { taskQueues: ['tills'], workflowTypes: null },
    ]);
    expect(held({ temporalNamespaces: TemporalNamespaces.of('staging') })?.get('testing')?.denied).toEqual([]);
  });

  test('over all is denied in Temporal namespaces that nobody declared, and on the cluster', () => {
    const placesOfStart = (temporalNamespaces: TemporalNamespaces) =>
      reachOf(
        policyWith((roles) => {
          roles.predefined.admin.bind(Subject.service('till'));
          roles
            .addRole('never', { permissions: [], denies: [Permission.WORKFLOW_START], temporalNamespaces })
            .bind(Subject.service('till'));
        }),
        till,
        NOW,
      ).get(START);
    expect(placesOfStart(TemporalNamespaces.all())).toBeUndefined();
    expect([...(placesOfStart(TemporalNamespaces.of('testing'))?.keys() ?? [])]).toEqual([
      'development',
      'production',
      'staging',
      UNDECLARED,
      CLUSTER,
    ]);
  });

  test('ends for a user in the moment in which the user expires, and is none from one that is past (B51)', () => {
    const expires = '2026-01-01T00:00:00Z';
    const policy = policyWith((roles) => {
      const role = roles.addRole('starter', start);
      const person = { email: 'ann@example.com', roles: [role], temporalNamespaces: TemporalNamespaces.all() };
      roles.addUser('ann', { ...person, active: true, expires });
    });
    expect(reachOf(policy, { user: 'ann' }, NOW - 1).size).toBe(1);
    for (const at of [NOW, Date.parse('2100-01-01T00:00:00Z')])
      expect(reachOf(policy, { user: 'ann' }, at).size).toBe(0);
  });

  test('is one and the same for all who hold the same', () => {
    const policy = policyWith((roles) => {
      const role = roles.addRole('starter', start);
      for (const name of ['a', 'b']) role.bind(Subject.service(name));
    });
    expect(reachOf(policy, { service: 'a' }, NOW)).toBe(reachOf(policy, { service: 'b' }, NOW));
  });
});
