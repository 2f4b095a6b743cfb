import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';

/**
 * What this library does to the world outside the program, in one place, so that a test can take its place: reading the
 * files that the program names, drawing random octets, and telling people what it found.
 */
export const effects = {
  /** Reads a whole file that the program names. */
  readFile(path: string): Buffer {
    return fs.readFileSync(path);
  },
  /** Octets that nobody can predict. */
  randomBytes(size: number): Buffer {
    return randomBytes(size);
  },
  /** Tells whoever runs synthesis, on standard error: standard output may be the manifests. */
  warn(line: string): void {
    process.stderr.write(`${line}\n`);
  },
};
