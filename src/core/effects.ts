import * as fs from 'node:fs';

/**
 * What synthesis does to the world outside the program, in one place, so that a test can take its place: reading the files
 * that the program names, and telling people what it found.
 */
export const effects = {
  /** Reads a whole file that the program names. */
  readFile(path: string): Buffer {
    return fs.readFileSync(path);
  },
  /** Tells whoever runs synthesis, on standard error: standard output may be the manifests. */
  warn(line: string): void {
    process.stderr.write(`${line}\n`);
  },
};
