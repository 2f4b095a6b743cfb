import { join } from 'node:path';
import { ERROR_CODES } from '../../core/error-codes';
import { readNamedFile } from '../../core/files/named-file';
import { oneOf } from '../../core/guards';
import { EXIT, type Terminal } from '../terminal';

/** The page lies beside what the compiler writes, as it lies beside `src`. */
const PAGE = join(__dirname, '../../../docs/errors.md');

/** Prints what the page of errors says of a code. Throws `INVALID_VALUE`. */
export function explain(code: string, terminal: Terminal): number {
  const known = oneOf(ERROR_CODES, 'the code of an error')(code.toUpperCase(), 'code');
  const entry = readNamedFile(PAGE)
    .toString('utf8')
    .split(/^## /m)
    .find((section) => section.startsWith(`${known}\n`));
  terminal.out(`${entry?.trim()}\n\nThe frame of its programs, and all other codes: ${PAGE}\n`);
  return EXIT.done;
}
