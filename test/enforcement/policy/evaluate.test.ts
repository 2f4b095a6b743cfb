import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecisionCase } from '../../../contract/write-decisions';
import { API_ROWS } from '../../../src/access/catalogue/api-catalogue.generated';
import { decide } from '../../../src/enforcement/policy/evaluate';
import type { Policy } from '../../../src/enforcement/policy/policy';

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
