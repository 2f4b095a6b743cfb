import { effects } from '../effects';
import type { ErrorCode } from '../error-codes';
import { refuse } from '../errors';
import type { Facts } from '../problem';
import { EndlessFile } from './plain-file';

/** How a file that cannot be read is refused. */
export interface UnreadableFile extends Pick<Facts, 'option'>, Partial<Pick<Facts, 'value' | 'expected'>> {
  /** @default INVALID_VALUE */
  readonly code?: ErrorCode;
}

/** The content of a file that a user names: a plain one, so that reading it ends. Throws `INVALID_VALUE`, or the given code. */
export function readNamedFile(path: string, refusal: UnreadableFile = { option: path }): Buffer {
  return read(path, refusal, []) as Buffer;
}

/** The text of a file that a user names; undefined where there is none. Throws `INVALID_VALUE`. */
export function readTextIfThere(path: string): string | undefined {
  return read(path, { option: path }, ['ENOENT', 'ENOTDIR'])?.toString('utf8');
}

function read(
  path: string,
  { code = 'INVALID_VALUE', expected = 'a file that can be read', ...facts }: UnreadableFile,
  absent: readonly string[],
): Buffer | undefined {
  try {
    return effects.readFile(path);
  } catch (error) {
    const errno = error instanceof EndlessFile ? error.message : (error as NodeJS.ErrnoException).code;
    if (errno === undefined) throw error;
    if (absent.includes(errno)) return undefined;
    const fix = `Name another file, or correct the path, which is taken from the folder in which this runs (${errno}).`;
    return refuse(code, { ...facts, expected, fix });
  }
}
