import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { effects } from '../../src/core/effects';

/** What became of a program: the files that it wrote, what it told people, and what it failed with. */
export interface Synthesis {
  /** Content by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  /** Empty where it did not fail. */
  readonly error: string;
}

/** Runs a program that writes below a folder of its own, and takes the folder away. */
export function synthesis(run: (outdir: string) => unknown): Synthesis {
  const folder = mkdtempSync(path.join(tmpdir(), 'synthesis-'));
  const warnings: string[] = [];
  const warn = jest.spyOn(effects, 'warn').mockImplementation((line) => void warnings.push(line));
  let error = '';
  try {
    run(folder);
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
  const files = new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  warn.mockRestore();
  rmSync(folder, { recursive: true });
  return { files, warnings, error };
}
