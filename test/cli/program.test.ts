import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'cdk8s';
import { planOfProgram } from '../../src/cli/program';
import { planFor } from '../../src/plan/plan';
import { refusalOf } from '../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'program-plan-'));
const home = process.cwd();

beforeAll(() => {
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** A program of somebody else's; what stands in it is run by node. */
function program(text: string): string {
  writeFileSync('program.js', text);
  return 'node program.js';
}

const EMPTY = planFor(new App());
const WRITE_PLAN = `require('fs').writeFileSync(process.env.TEMPORAL_AUTH_PLAN, '${JSON.stringify(EMPTY)}');`;

describe('what a program declares', () => {
  test('is what it writes where the variable says, however it ends', () => {
    expect(planOfProgram({ app: program(`${WRITE_PLAN} process.exit(75);`) })).toEqual(EMPTY);
  });

  test('leaves nothing behind', () => {
    planOfProgram({
      app: program(`${WRITE_PLAN} require('fs').writeFileSync('where', process.env.TEMPORAL_AUTH_PLAN);`),
    });
    expect(existsSync(path.dirname(readFileSync('where', 'utf8')))).toBe(false);
    rmSync('where');
  });

  /** A process that waits for the plan of a program that never ends, in a folder of its own for what it leaves behind. */
  function waiting(): {
    readonly isStarted: () => boolean;
    readonly left: () => string[];
    readonly kill: (signal: NodeJS.Signals, all?: boolean) => void;
  } {
    const there = mkdtempSync(path.join(tmpdir(), 'waiting-'));
    const source = path.join(__dirname, '../../src/cli/program');
    const work = `require('ts-node').register({ transpileOnly: true }); require(${JSON.stringify(source)}).planOfProgram({ app: 'touch "$TMPDIR/started"; sleep 60' });`;
    const process = spawn('node', ['-e', work], {
      cwd: path.join(__dirname, '../..'),
      env: { ...globalThis.process.env, TMPDIR: there, TS_NODE_PROJECT: 'test/tsconfig.json' },
      stdio: 'ignore',
      detached: true,
    });
    const pid = process.pid as number;
    ended.push(
      () => rmSync(there, { recursive: true }),
      () => globalThis.process.kill(-pid, 'SIGKILL'),
    );
    return {
      isStarted: () => existsSync(path.join(there, 'started')),
      left: () => readdirSync(there).filter((name) => name.startsWith('temporal-auth-plan-')),
      kill: (signal, all) => globalThis.process.kill(all ? -pid : pid, signal),
    };
  }
  const ended: Array<() => void> = [];
  afterAll(() => {
    for (const end of ended) {
      try {
        end();
      } catch {
        // It has ended.
      }
    }
  });

  const until = async (is: () => boolean) => {
    for (let tries = 0; tries < 1200 && !is(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return is();
  };

  test('leaves nothing behind where the command is killed, alone or with all that it started, interrupted or told to end', async () => {
    const ends: ReadonlyArray<readonly [NodeJS.Signals, boolean]> = [
      ['SIGKILL', false],
      ['SIGKILL', true],
      ['SIGINT', true], // as the keyboard sends it
      ['SIGTERM', false],
    ];
    const left = ends.map(async ([signal, all]) => {
      const { isStarted, left, kill } = waiting();
      await until(isStarted);
      const before = left().length;
      kill(signal, all);
      await until(() => left().length === 0);
      return [signal, all, before, left().length];
    });
    expect(await Promise.all(left)).toEqual(ends.map((end) => [...end, 1, 0]));
  }, 120_000);

  test('is asked of the command in cdk8s.yaml', () => {
    program(WRITE_PLAN);
    writeFileSync('cdk8s.yaml', 'language: typescript\napp: node program.js\n');
    expect(planOfProgram({}).stores).toEqual([]);
    rmSync('cdk8s.yaml');
  });

  test('is not known without a command', () => {
    expect(refusalOf(() => planOfProgram({}))).toMatchObject({ code: 'MISSING_OPTION', option: '--app' });
  });

  test.each(['', ' '])('is not asked of the command %j', (app) => {
    expect(refusalOf(() => planOfProgram({ app }))).toMatchObject({ code: 'MISSING_OPTION', option: '--app' });
    writeFileSync('cdk8s.yaml', `app: "${app}"\n`);
    expect(refusalOf(() => planOfProgram({}))).toMatchObject({ code: 'MISSING_OPTION', option: '--app' });
    rmSync('cdk8s.yaml');
  });

  test('is not known where cdk8s.yaml is damaged', () => {
    writeFileSync('cdk8s.yaml', 'app: [\n');
    expect(refusalOf(() => planOfProgram({}))).toMatchObject({ code: 'INVALID_VALUE', option: 'cdk8s.yaml' });
    rmSync('cdk8s.yaml');
  });

  test('is known however much the program prints, of which little is told where it fails', () => {
    const print = `process.stdout.write('x'.repeat(3e6), () => { MORE });`;
    expect(planOfProgram({ app: program(print.replace('MORE', WRITE_PLAN)) }).stores).toEqual([]);
    const refusal = refusalOf(() =>
      planOfProgram({ app: program(print.replace('MORE', "throw new Error('the reason');")) }),
    );
    expect(refusal.fix).toContain('Error: the reason');
    expect(refusal.fix.length).toBeLessThan(5000);
  });

  test('is not known where the program fails before, and what it said is told', () => {
    const refusal = refusalOf(() => planOfProgram({ app: program("throw new Error('no such option');") }));
    expect(refusal.code).toBe('NO_PLAN');
    expect(refusal.fix).toContain('Error: no such option');
  });

  test('is not known where the program writes manifests instead, which are thrown away', () => {
    const app = program("require('fs').mkdirSync(process.env.CDK8S_OUTDIR); console.log('synthesized');");
    expect(refusalOf(() => planOfProgram({ app })).fix).toContain('synthesized');
    expect(readdirSync('.').sort()).toEqual(['program.js']);
  });

  test('is read from a file that it wrote before', () => {
    writeFileSync('plan.json', JSON.stringify(EMPTY));
    expect(planOfProgram({ plan: 'plan.json' }).stores).toEqual([]);
    expect(refusalOf(() => planOfProgram({ plan: 'nothing.json' })).fix).toContain('ENOENT');
    rmSync('plan.json');
  });
});
