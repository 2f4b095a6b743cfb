import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

const range = (letter: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${letter}${String(first + index).padStart(2, '0')}`);

/** The threats whose guards this library has; each has a test that goes red without the guard. */
const GUARDED = [
  ...[...range('A', 1, 8), ...range('A', 12, 20), ...range('A', 22, 29), ...range('A', 33, 35)],
  ...range('P', 1, 34),
  ...['K01', 'K05', ...range('K', 7, 9), 'K11', ...range('K', 13, 16)],
  ...[...range('F', 1, 3), 'F06', 'F11'],
];

/** The ids in the names of tests: they stand first in a name, or in the name that a table gives. */
function idsIn(text: string): string[] {
  return textsIn(text).flatMap((name) => name.match(/\b[A-Z]\d\d\b/g) ?? []);
}

/** The rows of the catalogue of bad inputs that are named in tests: `row 72`, `rows 72 and 73`, or as the number in front of one. */
function rowsIn(text: string): number[] {
  const tabled = /^const ROWS: .*row: number/m.test(text) ? [...text.matchAll(/\[(\d{2,3}), /g)] : [];
  const named = textsIn(text).flatMap((name) => [...name.matchAll(/\brows? (\d+)(?: and (\d+))?/g)]);
  return [...tabled, ...named].flatMap(([, ...numbers]) => numbers.filter((each) => each !== undefined).map(Number));
}

function textsIn(text: string): string[] {
  const source = ts.createSourceFile('test.ts', text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = ['test', 'e2e'].flatMap((folder) =>
  ts.sys.readDirectory(path.join(ROOT, folder), ['.test.ts', '.e2e.ts', 'manifest-scan.ts']),
);

describe('every threat that is guarded against', () => {
  const ids = new Set(files.filter((file) => file !== __filename).flatMap((file) => idsIn(readFileSync(file, 'utf8'))));

  test.each(GUARDED)('%s is in the name of a test', (id) => {
    expect(ids).toContain(id);
  });

  test('is read from the names of tests alone', () => {
    const text = `// A01
      test('A02 K03 x', () => {});
      test.each([['B04: y']])(\`C05 \${z}\`, () => {});
      const A06 = 1;`;
    expect(idsIn(text)).toEqual(['A02', 'K03', 'B04', 'C05']);
  });
});

/** Names, subjects, certificates, keys: sections 4 and 5 of the catalogue, but for row 114, of options that there are none of. */
const BAD_INPUTS = Array.from({ length: 113 - 72 + 1 }, (_, index) => 72 + index);

describe('every bad input of the PKI', () => {
  const rows = new Set(files.flatMap((file) => rowsIn(readFileSync(file, 'utf8'))));

  test.each(BAD_INPUTS)('row %i is in the name of a test', (row) => {
    expect(rows).toContain(row);
  });
});
