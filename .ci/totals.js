// Sums jest's JSON reports into the line `N passed, N failed`: totals.js REPORT… [-- FAILED_PART…]
// Anything that did not run, or went wrong beside the tests, counts as one more that failed: the line is never green
// when the run was not.
const { existsSync, readFileSync } = require('node:fs');

const problems = [];
let passed = 0;
let failed = 0;

const args = process.argv.slice(2);
const end = args.includes('--') ? args.indexOf('--') : args.length;
const reports = args.slice(0, end);
for (const part of args.slice(end + 1)) problems.push(`${part}: failed`);
if (reports.length === 0) problems.push('no report was named');

for (const file of reports) {
  if (!existsSync(file)) {
    problems.push(`${file}: no report; its tests did not run to the end`);
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  const broken = report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (report.numTotalTests === 0) problems.push(`${file}: no test ran`);
  if (broken > 0) problems.push(`${file}: ${broken} test files could not be run`);
  if (skipped > 0) problems.push(`${file}: ${skipped} tests were skipped`);
  if (!report.success && report.numFailedTests + broken === 0) problems.push(`${file}: jest says that the run failed`);
}

for (const problem of problems) console.error(problem);
failed += problems.length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
