import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { DecisionCase } from '../../../contract/write-decisions';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { decide } from '../../../src/enforcement/policy/evaluate';
import type { Policy, PolicyRole } from '../../../src/enforcement/policy/policy';
import { anyCall, anyCaller, anyPolicy } from '../../gen/policy';
import { reducedTo } from '../../support/reduced-to';
import { isAllowed } from './oracle';

const FOLDER = join(__dirname, '../../../contract/decisions');
const APIS = new Map(API_ROWS.map((row) => [row.api, row]));

interface Decisions {
  readonly policies: Readonly<Record<string, Policy>>;
  readonly cases: readonly DecisionCase[];
}

describe.each(readdirSync(FOLDER))('contract/decisions/%s', (file) => {
  const { policies, cases } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Decisions;

  test('G18 is decided as it says', () => {
    const wrong = cases.filter(
      ({ policy, caller, call, at = 0, allowed }) =>
        decide(policies[policy], APIS, caller, call, at).allowed !== allowed,
    );
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(300);
  });
});

const POLICY: Policy = {
  version: 1,
  server: '1.32.2',
  permissions: ['temporal:workflow:start', 'temporal:workflow:terminate'],
  temporalNamespaces: ['payments'],
  roles: {},
  users: {},
  services: {},
  groups: {},
  certificates: [],
};
const NOW = Date.parse('2026-01-01T00:00:00Z');
const numRuns = reducedTo(400, 100_000);

describe('a decision', () => {
  test('G15 of what is permitted and denied is a denial, in one role or in two, in whatever order (B53)', () => {
    const [permit, forbid] = [{ allow: ['temporal:workflow:*'] }, { deny: ['temporal:workflow:terminate'] }];
    const decided = (...given: readonly Partial<PolicyRole>[]) => {
      const names = ['a', 'b'].slice(0, given.length);
      const roles = Object.fromEntries(
        given.map((one, index) => [names[index], { allow: [], places: '*' as const, ...one }]),
      );
      const policy: Policy = { ...POLICY, roles, services: { till: { roles: names } } };
      const end = '/temporal.api.workflowservice.v1.WorkflowService/TerminateWorkflowExecution';
      return decide(policy, APIS, { service: 'till' }, { api: end, temporalNamespace: 'payments', request: {} }, NOW);
    };
    expect(decided(permit).allowed).toBe(true);
    for (const roles of [[{ ...permit, ...forbid }], [permit, forbid], [forbid, permit]]) {
      expect(decided(...roles)).toMatchObject({ allowed: false, reason: 'DENIED' });
    }
  });

  test('is what the policy means, written in another way', () => {
    const seen = { allowed: 0, denied: 0 };
    fc.assert(
      fc.property(anyPolicy, anyCaller, anyCall, (policy, caller, call) => {
        const { allowed } = decide(policy, APIS, caller, call, NOW);
        seen[allowed ? 'allowed' : 'denied'] += 1;
        return allowed === isAllowed(policy, APIS, caller, call, NOW);
      }),
      { numRuns },
    );
    expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(numRuns / 10);
  });

  test('G15 does not depend on the order of roles, holders and groups', () => {
    fc.assert(
      fc.property(anyPolicy, anyCaller, anyCall, (policy, caller, call) => {
        const turned = {
          ...policy,
          users: mapRoles(policy.users),
          services: mapRoles(policy.services),
          groups: mapRoles(policy.groups),
        };
        const groups = [...(caller.groups ?? [])].reverse();
        return (
          decide(policy, APIS, caller, call, NOW).allowed ===
          decide(turned, APIS, { ...caller, groups }, call, NOW).allowed
        );
      }),
      { numRuns: numRuns / 5 },
    );
  });
});

function mapRoles<T extends { readonly roles: readonly string[] }>(
  holders: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(holders).map(([id, holder]) => [id, { ...holder, roles: [...holder.roles].reverse() }]),
  );
}
