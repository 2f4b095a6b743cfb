import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const TOTALS = path.join(__dirname, '../.ci/totals.js');
const folder = mkdtempSync(path.join(tmpdir(), 'totals-'));
afterAll(() => rmSync(folder, { recursive: true }));

const green = {
  success: true,
  numTotalTests: 3,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

function totals(reports: Array<Partial<typeof green> | undefined>, ...parts: string[]) {
  const files = reports.map((report, i) => {
    const file = path.join(folder, `${i}.json`);
    rmSync(file, { force: true });
    if (report) writeFileSync(file, JSON.stringify({ ...green, ...report }));
    return file;
  });
  return spawnSync(process.execPath, [TOTALS, ...files, '--', ...parts], { encoding: 'utf8' });
}

describe('the totals of a run', () => {
  test('are one line, summed over the reports', () => {
    expect(totals([{}, { numTotalTests: 4, numPassedTests: 4 }])).toMatchObject({
      status: 0,
      stdout: '7 passed, 0 failed\n',
      stderr: '',
    });
  });

  test.each<[string, Array<Partial<typeof green> | undefined>, string, string]>([
    ['tests failed', [{}, { success: false, numPassedTests: 1, numFailedTests: 2 }], '4 passed, 2 failed', ''],
    ['a report is missing', [{}, undefined], '3 passed, 1 failed', 'no report'],
    ['no test ran', [{ numTotalTests: 0, numPassedTests: 0 }], '0 passed, 1 failed', 'no test ran'],
    [
      'a test file could not be run',
      [{ numRuntimeErrorTestSuites: 1 }],
      '3 passed, 1 failed',
      '1 test files could not',
    ],
    ['a test was skipped', [{ numPendingTests: 1 }], '3 passed, 1 failed', '1 tests were skipped'],
    ['a test is only promised', [{ numTodoTests: 2 }], '3 passed, 1 failed', '2 tests were skipped'],
    ['jest failed for another reason', [{ success: false }], '3 passed, 1 failed', 'the run failed'],
    ['nothing was reported', [], '0 passed, 1 failed', 'no report was named'],
  ])('are not green where %s', (_name, reports, line, problem) => {
    expect(totals(reports)).toMatchObject({
      status: 1,
      stdout: `${line}\n`,
      stderr: expect.stringContaining(problem),
    });
  });

  test('are not green where a part beside the tests failed', () => {
    expect(totals([{}], 'contract')).toMatchObject({
      status: 1,
      stdout: '3 passed, 1 failed\n',
      stderr: 'contract: failed\n',
    });
  });
});
