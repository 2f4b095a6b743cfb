import fs from 'node:fs';

const { O_NONBLOCK, O_RDONLY } = fs.constants;

/** Octets; far above what any program names, its plan with thousands of services among it. */
export const LARGEST_FILE = 256 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** Thrown where the content of a file is not read since it may have no end: what the file is, in words. */
export class EndlessFile extends Error {}

/** Opens a file to read it. @param flags such as `O_NOFOLLOW` */
export function openToRead(path: string, flags = 0): number {
  // Without O_NONBLOCK, opening a named pipe would wait for a writer.
  return fs.openSync(path, O_RDONLY | O_NONBLOCK | flags);
}

/** The whole content of an opened file; undefined where it is longer. Its size says little: that of files in `/proc` is 0. */
export function readAtMost(file: number, largest: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= largest; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = fs.readSync(file, chunk);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    length += read;
  }
  return undefined;
}

/** The content of a plain file, links followed. Throws `EndlessFile` for anything else, and the errors of the system. */
export function readWholeFile(path: string): Buffer {
  const file = openToRead(path);
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile() && !stats.isDirectory()) throw new EndlessFile('a pipe, device or socket, not a plain file');
    const content = stats.size > LARGEST_FILE ? undefined : readAtMost(file, LARGEST_FILE);
    if (content === undefined) throw new EndlessFile(`longer than ${LARGEST_FILE} octets`);
    return content;
  } finally {
    fs.closeSync(file);
  }
}
