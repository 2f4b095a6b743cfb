import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { currentAssembly } from './assembly';
import { compiledProgram } from './compiled-program';

const ROOT = path.join(__dirname, '..', '..');
const TIME_ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns'];
const LOCALES = ['C', 'tr_TR.UTF-8', 'de_DE.UTF-8'];

/** A time zone and a locale that a program runs under. */
export interface Setting {
  readonly TZ: string;
  readonly LC_ALL: string;
  readonly LANG: string;
}

/** What a program wrote under a setting: the hash of all files, their names included. */
export interface Outcome {
  readonly setting: Setting;
  readonly digest: string;
}

/** The settings of repeated runs, each pair of time zone and locale before any is repeated. */
export function settings(count: number): Setting[] {
  return Array.from({ length: count }, (_, run) => {
    const locale = LOCALES[(run + Math.floor(run / TIME_ZONES.length)) % LOCALES.length];
    return { TZ: TIME_ZONES[run % TIME_ZONES.length], LC_ALL: locale, LANG: locale };
  });
}

/** The examples, compiled into a folder of their own, with the compiled library; programs can be added to them. */
export class CompiledExamples {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'determinism-'));

  public constructor() {
    currentAssembly(ROOT); // refuses to look at what was compiled from other sources
    const examples = path.join(ROOT, 'examples');
    cpSync(examples, path.join(this.folder, 'examples'), { recursive: true });
    for (const name of readdirSync(examples, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.ts')) this.add(`examples/${name}`, readFileSync(path.join(examples, name), 'utf8'));
    }
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
    // The examples import the library by its name, as users do.
    const library = path.join(this.folder, 'examples', 'node_modules');
    mkdirSync(library);
    symlinkSync(ROOT, path.join(library, 'cdk8s-temporal-auth'));
  }

  /** Adds a program, or replaces one. */
  public add(file: string, text: string): void {
    const target = path.join(this.folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, compiledProgram(text));
  }

  /** Runs examples in a process for each setting, as many at once as there are processors. */
  public async run(examples: readonly string[], under: readonly Setting[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const waiting = [...under.entries()];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, setting] = next;
        outcomes[index] = { setting, digest: await this.digest(examples, setting, `${examples.join('-')}-${index}`) };
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    return outcomes;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private async digest(examples: readonly string[], setting: Setting, name: string): Promise<string> {
    const out = path.join(this.folder, 'out', name);
    const program = examples
      .map((example) => {
        const outdir = JSON.stringify(path.join(out, example));
        const main = JSON.stringify(path.join(this.folder, 'examples', example, 'main.js'));
        return `process.env.CDK8S_OUTDIR = ${outdir}; require(${main});`;
      })
      .join('\n');
    await promisify(execFile)(process.execPath, ['-e', program], { env: { ...process.env, ...setting } });
    const hash = createHash('sha256');
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath ?? file.path, file.name))
      .sort();
    if (files.length < examples.length) throw new Error(`${examples} wrote only ${files.length} files`);
    for (const file of files) {
      hash
        .update(`${path.relative(out, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
    return hash.digest('hex');
  }
}
