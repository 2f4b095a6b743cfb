import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as ts from 'typescript';

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

/** The library and the examples, compiled into a folder of their own; programs can be added to them. */
export class CompiledExamples {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'determinism-'));

  public constructor() {
    for (const folder of ['src', 'examples']) {
      cpSync(path.join(ROOT, folder), path.join(this.folder, folder), {
        recursive: true,
        filter: (source) => !source.endsWith('.ts'),
      });
      for (const file of ts.sys.readDirectory(path.join(ROOT, folder), ['.ts'])) {
        this.add(path.relative(ROOT, file), readFileSync(file, 'utf8'));
      }
    }
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
    // The examples import the library by its name, as users do.
    const library = path.join(this.folder, 'examples', 'node_modules', 'cdk8s-temporal-auth');
    mkdirSync(library, { recursive: true });
    writeFileSync(path.join(library, 'package.json'), JSON.stringify({ main: '../../../src/index.js' }));
  }

  /** Adds a program, or replaces a source file. */
  public add(file: string, text: string): void {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const target = path.join(this.folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, outputText);
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
    const files = ts.sys.readDirectory(out).sort();
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
