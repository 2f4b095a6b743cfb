import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '../..');

/** Letters of the page's sections, and two or three digits. */
const ID = /\b[ABFGJKP]\d{2,3}\b/g;

/** A row of `docs/threats.md`. What is not built yet has neither guards nor tests. */
export interface ThreatRow {
  readonly id: string;
  readonly guards: readonly string[];
  readonly tests: readonly string[];
}

/** The rows of the page's tables. */
export function rowsOf(page: string): ThreatRow[] {
  const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const rows = cells.filter(([, id = '']) => new RegExp(`^${ID.source}$`).test(id));
  return rows.map(([, id, , guards = '', tests = '']) => ({ id, guards: pathsIn(guards), tests: pathsIn(tests) }));
}

/** `` `src/{a,b}.ts` `` is two files. */
function pathsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, pattern]) => {
    const [, before, names, after] = /^(.*)\{(.+)\}(.*)$/.exec(pattern) ?? ['', pattern, '', ''];
    return names.split(',').map((name) => before + name + after);
  });
}

/** The files that name tests, each with the ids that its texts have, or in Go the names of its functions; comments and code have none. */
export function idsByFile(): Map<string, readonly string[]> {
  const filesIn = (folder: string, end: string) => ts.sys.readDirectory(path.join(ROOT, folder), [end]);
  const found = (files: readonly string[], read: (source: string) => string[]) =>
    files.map((file) => [path.relative(ROOT, file), read(readFileSync(file, 'utf8'))] as const);
  const named = [
    ...found([...filesIn('test', '.ts'), ...filesIn('e2e', '.ts')], idsIn),
    ...found(filesIn('server', '_test.go'), idsInGo),
  ];
  // What is generated is data: its PKCS #12 is called P12.
  return new Map(named.filter(([file, ids]) => ids.length > 0 && !file.startsWith('test/gen/')));
}

export function idsIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.ES2022));
  return [...new Set(texts.flatMap((text) => text.match(ID) ?? []))];
}

/** The ids at the ends of names of tests: `TestAPanicDenies_G21`. */
export function idsInGo(source: string): string[] {
  const names = [...source.matchAll(/^func Test\w*?((?:_[A-Z]\d{2,3})+)\(/gm)];
  return [...new Set(names.flatMap(([, ids]) => ids.slice(1).split('_')))];
}

/** Where the page says another thing than the names of the tests. */
export function faultsOf(
  rows: readonly ThreatRow[],
  named: ReadonlyMap<string, readonly string[]>,
  exists: (file: string) => boolean,
): string[] {
  const ids = rows.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} has two rows`);
  const unknown = [...named].flatMap(([file, has]) =>
    has.filter((id) => !ids.includes(id)).map((id) => `${id}, of ${file}, has no row`),
  );
  return [...twice, ...unknown, ...rows.flatMap((row) => faultsOfRow(row, named, exists))];
}

function faultsOfRow(
  { id, guards, tests }: ThreatRow,
  named: ReadonlyMap<string, readonly string[]>,
  exists: (file: string) => boolean,
): string[] {
  const naming = [...named].filter(([, has]) => has.includes(id)).map(([file]) => file);
  return [
    ...(guards.length > 0 && tests.length === 0 ? [`${id} has a guard and no test`] : []),
    ...(guards.length === 0 && tests.length > 0 ? [`${id} has a test and no guard`] : []),
    ...guards.filter((guard) => !exists(guard)).map((guard) => `${id}: there is no guard ${guard}`),
    ...tests.filter((test) => !naming.includes(test)).map((test) => `${id} is in no name of ${test}`),
    ...naming
      .filter((test) => !tests.includes(test))
      .map((test) => `${id} is in a name of ${test}, which its row lacks`),
  ];
}
