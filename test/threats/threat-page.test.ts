import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { faultsOf, idsByFile, idsIn, idsInGo, rowsOf } from '../support/threat-page';

const ROOT = path.join(__dirname, '../..');
const rows = rowsOf(readFileSync(path.join(ROOT, 'docs/threats.md'), 'utf8'));
const named = idsByFile();
// This file names ids that stand for any.
named.delete(path.relative(ROOT, __filename));

describe('the page of threats', () => {
  test('has each id that the name of a test has, in just the files that it names, and guards that exist', () => {
    expect(faultsOf(rows, named, (file) => existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  test('is read whole', () => {
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.find(({ id }) => id === 'P05')).toEqual({
      id: 'P05',
      guards: ['src/certificate-store/store-lock.ts'],
      tests: expect.arrayContaining([
        'test/cli/pki/commands.test.ts',
        'e2e/certificate-store/certificate-store.e2e.ts',
      ]),
    });
    expect(rows.find(({ id }) => id === 'F13')).toEqual({ id: 'F13', guards: [], tests: [] });
  });

  const page = [
    '| A01 | A slip. | `src/a.ts` | `test/a.test.ts`, `e2e/a.e2e.ts` |',
    '| B101 | No certificate. | `src/{a,b}.ts` | `test/{a,b}.test.ts` |',
  ];
  const tests: Array<[string, string[]]> = [
    ['test/a.test.ts', ['A01', 'B101']],
    ['test/b.test.ts', ['B101']],
    ['e2e/a.e2e.ts', ['A01']],
  ];
  const faults = (lines: readonly string[], files = tests, guards = ['src/a.ts', 'src/b.ts']) =>
    faultsOf(rowsOf(lines.join('\n')), new Map(files), (file) => guards.includes(file));

  test('is right where it says what the names say', () => {
    expect(faults([...page, '| G15 | A deny that loses: the policy. |'])).toEqual([]);
  });

  const planted: Array<[string, string[], string[]]> = [
    ['lacks an id', faults(page.slice(1)), ['A01, of test/a.test.ts, has no row', 'A01, of e2e/a.e2e.ts, has no row']],
    ['has an id twice', faults([...page, page[0]]), ['A01 has two rows']],
    [
      'lacks a file',
      faults(page, [...tests, ['test/c.test.ts', ['A01']]]),
      ['A01 is in a name of test/c.test.ts, which its row lacks'],
    ],
    ['names a file that lacks the id', faults(page, tests.slice(0, 2)), ['A01 is in no name of e2e/a.e2e.ts']],
    ['names a guard that is gone', faults(page, tests, ['src/a.ts']), ['B101: there is no guard src/b.ts']],
    [
      'claims a guard without a test',
      faults([...page, '| K01 | A role. | `src/a.ts` | |']),
      ['K01 has a guard and no test'],
    ],
    [
      'says of what has a test that it is not built',
      faults([page[1], '| A01 | A slip: later. |'], tests.slice(0, 2)),
      ['A01 is in a name of test/a.test.ts, which its row lacks'],
    ],
    [
      'names a test and no guard',
      faults([page[1], page[0].replace('`src/a.ts`', '')]),
      ['A01 has a test and no guard'],
    ],
  ];
  test.each(planted)('is refused where it %s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('looks for ids in texts alone', () => {
    const source = `// A01
      test('A02 K03 x', () => {});
      test.each([['B104: y']])(\`F05 \${z} G06\`, () => {});
      const A06 = 1;`;
    expect(idsIn(source)).toEqual(['A02', 'K03', 'B104', 'F05', 'G06']);
  });

  test('looks for ids at the ends of the names of tests in Go', () => {
    const source = `// TestX_A01
      func Test_A02(t *testing.T) {}
func TestIt_A03_B104(t *testing.T) { const A05 = "A06" }
func TestIt_A07_then(t *testing.T) {}
func newTest_A08() {}
`;
    expect(idsInGo(source)).toEqual(['A03', 'B104']);
  });
});
