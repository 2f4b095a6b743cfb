import { effects } from './effects';
import { refuse } from './errors';

/** The text of a file that a user names. Throws `INVALID_VALUE`. @param option what messages call it */
export function readTextFile(path: string, option = path): string {
  return read(path, option, []) as string;
}

/** The same; undefined where there is no such file. */
export function readTextFileIfThere(path: string): string | undefined {
  return read(path, path, ['ENOENT', 'ENOTDIR']);
}

function read(path: string, option: string, absent: readonly string[]): string | undefined {
  try {
    return effects.readFile(path).toString('utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (absent.includes(code)) return undefined;
    refuse('INVALID_VALUE', { option, expected: 'a file that can be read', fix: `Reading it failed with ${code}.` });
  }
}
