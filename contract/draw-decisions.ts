/**
 * Draws policies, callers and calls, and writes them with what the library decides in the form of contract/decisions:
 * `npx ts-node contract/draw-decisions.ts <file>`. server/check has the policy server decide them too. CAMPAIGN=full draws 10,000, and
 * CAMPAIGN_SEED repeats a draw.
 */
import { writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { API_ROWS } from '../src/access/catalogue/api-catalogue.generated';
import { decide } from '../src/enforcement/policy/evaluate';
import { anyCall, anyCaller, anyPolicy } from '../test/gen/policy';
import { reducedTo } from '../test/support/reduced-to';
import { type DecisionCase, renderCases } from './write-decisions';

const APIS = new Map(API_ROWS.map((row) => [row.api, row]));

function main(file: string): void {
  const seed = Number(process.env.CAMPAIGN_SEED ?? Date.now() % 2 ** 31);
  const drawn = fc.sample(fc.tuple(anyPolicy, anyCaller, anyCall), { numRuns: reducedTo(3000, 10_000), seed });
  const at = Date.parse('2026-01-01T00:00:00Z');
  const cases = drawn.map(([policy, caller, call], index): DecisionCase => {
    const { allowed } = decide(policy, APIS, caller, call, at);
    return { policy: String(index), caller, call, at, allowed };
  });
  const policies = Object.fromEntries(drawn.map(([policy], index) => [String(index), policy]));
  writeFileSync(file, renderCases({ policies, cases }));
  const allowed = cases.filter((one) => one.allowed).length;
  console.log(
    `${cases.length} calls drawn by CAMPAIGN_SEED=${seed}: ${allowed} allowed, ${cases.length - allowed} denied`,
  );
}

main(process.argv[2]);
