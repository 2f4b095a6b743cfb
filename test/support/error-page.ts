import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { effects } from '../../src/core/effects';
import { PLAN_VARIABLE } from '../../src/core/planning';
import { PLANNED } from '../../src/plan/plan-mode';
import { compiledProgram } from './compiled-program';
import { type Outcome as CommandOutcome, temporalAuth } from './local-program';
import { blocksOf } from './markdown';

const ROOT = path.join(__dirname, '../..');
export const ERROR_PAGE = readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');

const [HEAD, ...SECTIONS] = ERROR_PAGE.split(/^## /m);
const [{ text: FRAME }] = blocksOf(HEAD);
const PLACE = '// The program of an error stands here.';
const SYNTH = 'npx cdk8s synth';

/** What the page shows of a code: a program, and the commands that are run with it. */
export interface Example {
  readonly program: string;
  readonly commands: readonly string[];
}

/** What an entry of the page shows. */
export interface Entry {
  readonly code: string;
  readonly refused: Example;
  readonly fixed: Example;
}

/** What the page says of each code before it shows anything. */
export const CAUSES: ReadonlyMap<string, string> = new Map(
  SECTIONS.map((section) => [codeOf(section), section.slice(codeOf(section).length).split('```')[0].trim()]),
);

/**
 * The entries of `docs/errors.md` that show something. A line with `-` belongs to what is refused, one with `+` to the fix, any
 * other to both.
 */
export const ENTRIES: readonly Entry[] = SECTIONS.filter((section) => section.includes('```')).map((section) => {
  const blocks = blocksOf(section).map(({ text }) => text.split('\n'));
  const of = (mark: string) => exampleOf(blocks.map((lines) => lines.filter((line) => ` ${mark}`.includes(line[0]))));
  return { code: codeOf(section), refused: of('-'), fixed: of('+') };
});

function codeOf(section: string): string {
  return section.slice(0, section.indexOf('\n'));
}

function exampleOf(blocks: ReadonlyArray<readonly string[]>): Example {
  const texts = blocks.map((lines) => lines.map((line) => line.slice(1)));
  const commands = texts.filter((lines) => isScript(lines)).flat();
  const program = texts.filter((lines) => !isScript(lines)).flat();
  return {
    program: FRAME.replace(PLACE, () => program.join('\n')),
    commands: commands.length > 0 ? commands : [SYNTH],
  };
}

function isScript(lines: readonly string[]): boolean {
  return lines.some((line) => /^(\w+=\S+ )?npx /.test(line));
}

/** How the last command of an example ended. */
export interface Ending {
  /** The codes that it was refused with, or, where it was not refused, that it warned of. */
  readonly codes: readonly string[];
  readonly refused: boolean;
  readonly said: string;
  /** Files that it wrote, changed or removed. */
  readonly written: readonly string[];
}

/** Runs an example in a folder of its own, with public keys as the quickstart has them. */
export async function runExample({ program, commands }: Example): Promise<Ending> {
  const folder = mkdtempSync(path.join(tmpdir(), 'error-'));
  const home = process.cwd();
  const now = jest.spyOn(effects, 'now');
  try {
    cpSync(path.join(ROOT, 'examples/quickstart/keys'), path.join(folder, 'keys'), { recursive: true });
    process.chdir(folder);
    const run = compiled(program, folder);
    for (const command of commands.slice(0, -1)) {
      const { refused, said } = await runCommand(command, run);
      if (refused) throw new Error(`${command} failed: ${said}`);
    }
    const before = filesBelow(folder);
    const { refused, said } = await runCommand(commands[commands.length - 1], run);
    const after = filesBelow(folder);
    const written = [...new Set([...before.keys(), ...after.keys()])].filter(
      (name) => before.get(name) !== after.get(name),
    );
    return { codes: codesIn(said), refused, said, written };
  } finally {
    now.mockRestore();
    process.chdir(home);
    jest.dontMock('cdk8s-plus-27');
    rmSync(folder, { recursive: true });
  }
}

function codesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\[([A-Z]+(?:_[A-Z]+)+)\] /g)].map(([, code]) => code))];
}

type Outcome = Pick<Ending, 'refused' | 'said'>;

async function runCommand(command: string, run: () => void): Promise<Outcome> {
  const [, days, direction] = /^# (\d+) days (later|earlier)$/.exec(command) ?? [];
  if (days !== undefined) {
    const { now } = effects;
    const then = now().getTime() + Number(days) * (direction === 'later' ? 86_400_000 : -86_400_000);
    jest.spyOn(effects, 'now').mockImplementation(() => new Date(then));
    return { refused: false, said: '' };
  }
  if (command === 'npm uninstall cdk8s-plus-27') {
    jest.doMock('cdk8s-plus-27', () => {
      throw Object.assign(new Error(command), { code: 'MODULE_NOT_FOUND' });
    });
    return { refused: false, said: '' };
  }
  if (command === 'npm install cdk8s-plus-27') return { refused: false, said: '' };
  if (command === SYNTH) return synthesize(run);
  if (command === `TEMPORAL_AUTH_PLAN=plan.json ${SYNTH}`) return synthesize(run, 'plan.json');
  if (command.startsWith('npx temporal-auth ')) return runTemporalAuth(command, run);
  execFileSync('sh', ['-c', command], { stdio: 'pipe' });
  return { refused: false, said: '' };
}

/** The code with which a program ended itself. */
class Exit extends Error {
  constructor(public readonly code: number) {
    super();
  }
}

/** Runs a program; with a file for its plan, as the command line has it run. */
function synthesize(run: () => void, planFile?: string): Outcome {
  const { environment } = effects;
  const lines: string[] = [];
  const mocks = [
    jest.spyOn(effects, 'warn').mockImplementation((line) => void lines.push(line)),
    jest
      .spyOn(effects, 'environment')
      .mockImplementation((name) => (name === PLAN_VARIABLE ? planFile : environment(name))),
    jest.spyOn(effects, 'exit').mockImplementation((code) => {
      throw new Exit(code);
    }),
  ];
  try {
    run();
    return { refused: false, said: lines.join('\n') };
  } catch (error) {
    if (error instanceof Exit) return { refused: error.code !== PLANNED, said: lines.join('\n') };
    return { refused: true, said: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const mock of mocks) mock.mockRestore();
  }
}

/** Runs the command line in this process; what it would have the program tell it, the program tells it before. */
async function runTemporalAuth(command: string, run: () => void): Promise<Outcome> {
  const args = command.split(' ').slice(2);
  if (args.includes('--app') || args.includes('--store')) return said(await temporalAuth(...args));
  const folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
  try {
    const plan = path.join(folder, 'plan.json');
    const planned = synthesize(run, plan);
    return planned.refused ? planned : said(await temporalAuth(...args, '--plan', plan));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function said({ code, out, err }: CommandOutcome): Outcome {
  return { refused: code !== 0, said: `${out}${err}` };
}

function compiled(program: string, folder: string): () => void {
  const main = new Function('require', 'exports', '__dirname', compiledProgram(program));
  return () => main(require, {}, folder);
}

/** Content by path. */
function filesBelow(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  return new Map(paths.filter((file) => statSync(file).isFile()).map((file) => [file, readFileSync(file, 'utf8')]));
}
