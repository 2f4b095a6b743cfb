import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { refuse } from '../core/errors';
import { readNamedFile, readTextIfThere } from '../core/files/named-file';
import { PLAN_VARIABLE } from '../core/planning';
import { type Plan, readPlan } from '../plan/plan';

const PROJECT = 'cdk8s.yaml';
/** What a program may print; beyond that, Node would end it before it has written its plan. */
const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** How a command reaches the program of its user. */
export interface ProgramOptions {
  /** The command that synthesizes, run by a shell. */
  readonly app?: string;
  /** A file with a plan that the program wrote already. */
  readonly plan?: string;
}

/** Lets a command be told which program declares what it works on. */
export function withProgram(command: Command): Command {
  const { Option } = require('commander') as typeof import('commander');
  return command
    .addOption(new Option('--app <command>', 'runs the program (default: "app" in cdk8s.yaml)').conflicts('plan'))
    .option('--plan <file>', 'what the program declares, as it wrote it with TEMPORAL_AUTH_PLAN');
}

/** What the program declares. Throws `MISSING_OPTION`, `INVALID_VALUE`, `NO_PLAN`. */
export function planOfProgram({ app, plan }: ProgramOptions): Plan {
  return plan === undefined
    ? planOfCommand(app?.trim() || appOfProject())
    : readPlan(readNamedFile(plan).toString('utf8'), plan);
}

/** Runs the program until it has said what it declares. It writes no manifest; where it did, they are thrown away. */
function planOfCommand(command: string): Plan {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-auth-plan-'));
  const release = removeWithThisProcess(folder);
  const file = join(folder, 'plan.json');
  try {
    const { stdout, stderr, error } = spawnSync(command, {
      shell: true,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: LARGEST_OUTPUT,
      env: { ...process.env, [PLAN_VARIABLE]: file, CDK8S_OUTDIR: join(folder, 'manifests') },
    });
    // How it ended says nothing: in some languages a program fails when it is stopped after the plan.
    if (existsSync(file)) return readPlan(readNamedFile(file).toString('utf8'), file);
    return refuse('NO_PLAN', {
      option: '--app',
      value: command,
      expected: 'a program that synthesizes an App with an MtlsPki',
      fix: `It wrote no plan. It said:\n${lastLines(`${stdout}${stderr}${error?.message ?? ''}`)}\n`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    release();
  }
}

/**
 * Has a folder removed by a process that outlives this one, which may be killed: a pipe between the two ends with this process.
 * @returns ends the other one before
 */
function removeWithThisProcess(folder: string): () => void {
  const remove = ['-c', 'cat; rm -rf "$1"', 'sh', folder];
  const remover = spawn('sh', remove, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  remover.on('error', () => undefined); // without a shell the folder is removed where nobody kills this process
  remover.unref();
  return () => remover.stdin.destroy();
}

/** The command that `cdk8s synth` runs. */
function appOfProject(): string {
  const app: unknown = parseProject(readTextIfThere(PROJECT) ?? '')?.app;
  if (typeof app === 'string' && app.trim() !== '') return app;
  return refuse('MISSING_OPTION', {
    option: '--app',
    expected: 'the command that runs the program, as "app" in cdk8s.yaml of this folder',
    fix: 'Run this in the folder of cdk8s.yaml, or give --app "node main.js"; without a program, --store and what is to lie there.',
  });
}

function parseProject(text: string): { readonly app?: unknown } | undefined {
  try {
    return (require('yaml') as typeof import('yaml')).parse(text);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return refuse('INVALID_VALUE', { option: PROJECT, expected: 'YAML', fix: `Correct it, or give --app: ${reason}` });
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n').slice(-4000) || 'nothing';
}
