import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ERROR_CODES } from '../../src/core/error-codes';
import { CAUSES, ENTRIES, runExample } from '../support/error-page';

/** Codes without a program: what stands behind the others is that they show one. */
const WITHOUT_PROGRAM = [
  // No program is known that leads to it: it is there for a fault of this library.
  'EMITTED_TEXT_UNSAFE',
  // It is acknowledged wherever it is found.
  'COARSE_ROLE',
  // It takes a second process that lives on for ten minutes: test/certificate-store has one.
  'BUSY_STORE',
];
/** What it takes to mend these lies in a cluster. */
const WITHOUT_FIX = ['MISSING_OBJECT', 'KUBECTL_FAILED'];

const SRC = path.join(__dirname, '../../src');
const SOURCES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && path.basename(file) !== 'error-codes.ts')
  .map((file) => readFileSync(path.join(SRC, file), 'utf8'));

const fixable = ENTRIES.filter(({ code }) => !WITHOUT_FIX.includes(code));

describe('the page of errors', () => {
  test('F11 has an entry for each code, in the order of the list', () => {
    expect([...CAUSES.keys()]).toEqual([...ERROR_CODES]);
  });

  test('F11 gives each code its cause', () => {
    for (const cause of CAUSES.values()) expect(cause).toMatch(/^[A-Z].*[.:]$/s);
  });

  test('shows a program for each code but those that none leads to', () => {
    const shown = ENTRIES.map(({ code }) => code);
    expect(ERROR_CODES.filter((code) => !shown.includes(code)).sort()).toEqual([...WITHOUT_PROGRAM].sort());
  });

  test.each(ERROR_CODES)('%s is one that something is refused with', (code) => {
    expect(SOURCES.some((text) => text.includes(`'${code}'`))).toBe(true);
  });

  test.each(ENTRIES)('$code is what its program is refused with, and nothing is written', async ({ code, refused }) => {
    const { codes, ...ending } = await runExample(refused);
    expect(codes).toEqual([code]);
    expect(ending).toMatchObject({ refused: true, written: [] });
  });

  test.each(fixable)('$code is mended by its fix', async ({ fixed }) => {
    const { refused, codes } = await runExample(fixed);
    expect({ refused, codes: refused ? codes : [] }).toEqual({ refused: false, codes: [] });
  });
});
