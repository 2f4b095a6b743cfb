import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Program } from '../gen/program';
import { ENTRIES, runExample } from '../support/error-page';
import { synthesis } from '../support/synthesis';
import { shownValues, standsAt } from '../support/value-at-option';
import { BROKEN } from './broken-programs';

const SOURCES = ['missing-references', 'open-configurations', 'undecidable-policies', 'wrong-versions'].map((name) =>
  readFileSync(path.join(__dirname, `${name}.ts`), 'utf8'),
);

/** What is said of values that do not stand where the message says. */
const slips = (program: string, said: string) =>
  shownValues(said).flatMap(([option, value]) => (standsAt(program, option, value) ? [] : [`${option} is ${value}`]));

describe('a value in a message', () => {
  test.each(ENTRIES)('F11 stands at its option in the program: $code', async ({ refused }) => {
    const { said } = await runExample(refused);
    expect(slips(`${refused.program}\n${asCalls(refused.commands)}`, said)).toEqual([]);
  });

  test.each(Object.values(BROKEN).flat())('F11 stands at its option in the program: $what', ({ what, build }) => {
    const { error, warnings } = synthesis((outdir) => {
      const program = new Program(outdir);
      build(program);
      program.app.synth();
    });
    expect(slips(sourceOf(what), [error, ...warnings].join('\n'))).toEqual([]);
  });

  test('F11 is looked for where the option is set, called or named', () => {
    const program = "const name = 'b'; new A(c, 'A', { one: 'a', two: [name, 3] }); role.add('x', { two: 'y' });";
    const stands = (option: string, value: string) => standsAt(program, option, value);
    expect([
      stands('A.one', '"a"'),
      stands('A.two[0]', '"b"'),
      stands('A.two[1]', '3'),
      stands('R.add(name)', '"x"'),
    ]).toEqual([true, true, true, true]);
    expect([stands('A.one', '"b"'), stands('A.two', '"a"'), stands('A.three', '"x"')]).toEqual([false, false, false]);
  });
});

/** The commands of an example as calls, so that one reader reads both. */
function asCalls(commands: readonly string[]): string {
  const options = commands.flatMap((command) => [...command.matchAll(/--([\w-]+) (\S+)/g)]);
  return options.map(([, option, value]) => `({ '${option}': ${JSON.stringify(value)} });`).join('\n');
}

/** The text of a broken program. */
function sourceOf(what: string): string {
  const [source] = SOURCES.flatMap((text) => text.split(/^ {2}\{$/m)).filter((text) =>
    text.includes(`what: '${what}'`),
  );
  return `({${source.split(/^ {2}\},$/m)[0]}})`;
}
