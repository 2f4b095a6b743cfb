import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';
import { withLazyModules } from '../../build/lazy-modules';
import { inRooms } from '../../build/rooms';
import type { Usage } from './usage';

const ROOT = join(__dirname, '..', '..');

/** A folder that ends with the process. It lies in the repository, so that what runs there finds the packages. */
export const scratch = newScratch();

function newScratch(): string {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  return folder;
}

/** The library as JavaScript, as users run it: what its compiler takes is not measured. Returns the folder. */
export function compileLibrary(): string {
  // Where a program in a folder beside it looks for the package.
  const folder = join(scratch, 'node_modules', 'cdk8s-temporal-auth');
  write(folder, inRooms(compiled(join(ROOT, 'src'))));
  writeFileSync(join(folder, 'package.json'), '{}'); // Node looks for it, from every module
  return folder;
}

/** The programs of benchmarks as JavaScript, and the library as the package that they import. Returns their folder. */
export function compilePrograms(): string {
  compileLibrary();
  for (const part of ['support', 'programs']) write(join(scratch, part), compiled(join(ROOT, 'bench', part)));
  return join(scratch, 'programs');
}

function compiled(source: string): Map<string, string> {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  const files = ts.sys.readDirectory(source, ['.ts']).map((file) => {
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions });
    return [relative(source, file).replace(/\.ts$/, '.js'), withLazyModules(outputText)] as const;
  });
  return new Map(files);
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs a program in a process of its own and returns what that took. */
export function usageOf(program: string, ...args: string[]): Usage {
  return lastLine(said(process.execPath, '-r', join(scratch, 'support', 'usage.js'), program, ...args));
}

/** What the last line that a program printed says. */
export function lastLine<T>(printed: string): T {
  return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
}

/** Runs a command to its end. Returns its standard output, and throws where it fails. */
export function said(command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Runs a command to its end. Returns the seconds that it takes, and throws where it fails. */
export function run(command: string, ...args: string[]): number {
  const started = performance.now();
  said(command, ...args);
  return (performance.now() - started) / 1000;
}

/** What each contender takes, in turns, so that what else the machine does meets all of them. */
export function inTurns<Name extends string, Taken>(
  contenders: Readonly<Record<Name, () => Taken>>,
  rounds: number,
): Readonly<Record<Name, Taken[]>> {
  const names = Object.keys(contenders) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Taken[]>;
  for (let round = 0; round < rounds; round++) for (const name of names) taken[name].push(contenders[name]());
  return taken;
}

/** The middle of several runs: an RSA key takes as long as chance has it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** One line: what else the machine does, in which work on several cores at once gains nothing. */
export function printMachine(): void {
  console.log(
    `${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)} (what a ratio says needs a load below 1)`,
  );
}

/** One line: a ratio, beside its goal where there is one. */
export function printRatio(what: string, ratio: number, goal?: number): void {
  const missed = goal !== undefined && ratio > goal ? ', MISSED' : '';
  console.log(`${what}: ${ratio.toFixed(3)} x${goal === undefined ? '' : ` (goal: at most ${goal} x${missed})`}`);
}

/** One line: a count, none unless said otherwise, beside its goal. */
export function printCount(what: string, count: number, goal = 0): void {
  console.log(`${what}: ${count} (goal: ${goal}${count > goal ? ', MISSED' : ''})`);
}

/** One line: the runs that a ratio comes from. */
export function printSpread(what: string, seconds: readonly number[]): void {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)].map((each) => each.toFixed(2));
  console.log(`  ${what}: median ${median(seconds).toFixed(2)} s of ${seconds.length} runs, ${least} to ${most} s`);
}
