import { join } from 'node:path';
import { ERROR_CODES } from '../../core/error-codes';
import { refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import { didYouMean } from '../../core/suggest';
import { EXIT, type Terminal } from '../terminal';

/** The page lies beside what the compiler writes, as it lies beside `src`. */
const PAGE = join(__dirname, '../../../docs/errors.md');

/** Prints what the page of errors says of a code. Throws `INVALID_VALUE`. */
export function explain(code: string, terminal: Terminal): number {
  const known = ERROR_CODES.find((each) => each === code.toUpperCase()) ?? refuseCode(code);
  const entry = readNamedFile(PAGE)
    .toString('utf8')
    .split(/^## /m)
    .find((section) => section.startsWith(`${known}\n`));
  terminal.out(`${entry?.trim()}\n\nThe frame of its programs, and all other codes: ${PAGE}\n`);
  return EXIT.done;
}

/** Prints every code. */
export function listCodes(terminal: Terminal): number {
  terminal.out(`${ERROR_CODES.join('\n')}\n`);
  return EXIT.done;
}

/** The codes are too many for a message: the page lists them. */
function refuseCode(code: string): never {
  return refuse('INVALID_VALUE', {
    option: 'code',
    value: code,
    expected: 'the code of an error or warning, as it stands in brackets',
    fix: `${didYouMean(code, ERROR_CODES)}All of them: ${PAGE}`,
  });
}
