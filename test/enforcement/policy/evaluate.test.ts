import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { DecisionCase } from '../../../contract/write-decisions';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { decide } from '../../../src/enforcement/policy/evaluate';
import type { Policy } from '../../../src/enforcement/policy/policy';
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

  test('is decided as it says', () => {
    const wrong = cases.filter(
      ({ policy, caller, call, at = 0, allowed }) =>
        decide(policies[policy], APIS, caller, call, at).allowed !== allowed,
    );
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(300);
  });
});

const NOW = Date.parse('2026-01-01T00:00:00Z');
const numRuns = reducedTo(400, 100_000);

describe('a decision', () => {
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
