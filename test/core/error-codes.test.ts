import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { errorsDoc } from '../../docs/errors';
import { documentationOf, ERROR_CODES, type ErrorCode } from '../../src/core/error-codes';

const ROOT = path.join(__dirname, '../..');
const CODES = Object.keys(ERROR_CODES) as ErrorCode[];
/** All of src but the list itself. */
const SOURCES = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && path.basename(file) !== 'error-codes.ts')
  .map((file) => readFileSync(path.join(ROOT, 'src', file), 'utf8'));
const PAGE = readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');

describe('the error codes', () => {
  test('F11 are on a page that the generator prints', () => {
    expect(PAGE).toBe(errorsDoc());
  });

  test.each(CODES)('F11 %s has a heading where its messages point, and a meaning', (code) => {
    const [file, anchor] = documentationOf(code).split('#');
    expect(file).toBe('docs/errors.md');
    // A heading's anchor is its text in lower case.
    expect(PAGE.split('\n').filter((line) => line.toLowerCase() === `## ${anchor}`)).toHaveLength(1);
    expect(ERROR_CODES[code]).toMatch(/^[A-Z].*\.$/);
  });

  test.each(CODES)('%s is one that some program is refused with', (code) => {
    expect(SOURCES.filter((text) => text.includes(`'${code}'`))).not.toEqual([]);
  });

  test('are words in capitals, so that a search finds them', () => {
    for (const code of CODES) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
  });
});
