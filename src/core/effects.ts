import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { readWholeFile } from './files/plain-file';

/**
 * What this library asks of the world outside the program and does to it, in one place, so that a test can take its place.
 */
export const effects = {
  /** Reads a whole file that the program names. Throws `EndlessFile`, and the errors of the system. */
  readFile(path: string): Buffer {
    return readWholeFile(path);
  },
  /** Octets that nobody can predict. */
  randomBytes(size: number): Buffer {
    return randomBytes(size);
  },
  /** The time, by which nothing that is emitted may differ. */
  now(): Date {
    return new Date();
  },
  /** A variable of the environment; undefined where it is not set, or empty. */
  environment(name: string): string | undefined {
    return process.env[name] || undefined;
  },
  /** Writes a file that must not exist yet, for its owner alone. */
  writeNewFile(path: string, text: string): void {
    fs.writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  },
  /** Ends the program. */
  exit(code: number): never {
    return process.exit(code);
  },
  /** Does something when the program has ended well. */
  atEnd(task: () => void): void {
    process.once('exit', (code) => {
      if (code === 0) task();
    });
  },
  /** Tells whoever runs synthesis, on standard error: standard output may be the manifests. */
  warn(line: string): void {
    process.stderr.write(`${line}\n`);
  },
};
