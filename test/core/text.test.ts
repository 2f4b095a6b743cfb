import * as fc from 'fast-check';
import { checkLines, checkText } from '../../src/core/text';
import { codeOf, refusalOf } from '../support/refusal';

const check = (value: string) => checkText(value, 'A.b', 'a text', 1024);
const lines = (value: string) => checkLines(value, 'A.b', 'a text', 1024);

/** Shared by texts of one line and of several. */
const UNSAFE = [
  ['NUL (B10)', 'a\u0000b'],
  ['an escape character', 'a\u001bb'],
  ['a carriage return', 'a\rb'],
  ['DEL', 'a\u007fb'],
  ['a C1 control character', 'a\u0085b'],
  ['a line separator (B139)', 'a\u2028b'],
  ['a zero-width blank (B12)', 'a\u200bb'],
  ['a no-break blank', 'a\u00a0b'],
  ['an ideographic blank', 'a\u3000b'],
  ['a byte order mark (B139)', '\ufeffa'],
  ['a change of writing direction', 'a\u202eb'],
  ['an Arabic letter mark', 'a\u061cb'],
  ['a tag character', 'a\u{e0041}b'],
  ['a Hangul filler', 'a\u3164b'],
  ['U+FFFE, which YAML does not carry', 'a\ufffeb'],
  ['U+FFFF, which YAML does not carry', 'a\uffffb'],
  ['another code point that is no character', 'a\ufdd0b'],
  ['the last of all code points', 'a\u{10ffff}b'],
  ['a lone surrogate (B139)', 'a\ud800b'],
  ['A21 a template (B14)', '{{ env "HOME" }}'],
  ['A21 the end of a template', 'a }} b'],
  ['A21 the marker that turns templates on', '# enable-template'],
] as const;

describe('checkText', () => {
  test.each(UNSAFE)('K15 refuses %s', (_, value) => {
    expect(codeOf(() => check(value))).toBe('UNSAFE_TEXT');
  });

  test.each([
    ['a line break (B09)', 'a\nkind: Secret'],
    ['a tab (B08)', 'a\tb'],
  ])('K15 refuses %s', (_, value) => {
    expect(codeOf(() => check(value))).toBe('UNSAFE_TEXT');
  });

  test.each([
    ['an empty text', ''],
    ['a blank', ' '],
    ['a blank in front', ' a'],
    ['a blank behind', 'a '],
  ])('refuses %s', (_, value) => {
    expect(codeOf(() => check(value))).toBe('INVALID_VALUE');
  });

  test('accepts as many characters as are allowed, and no more', () => {
    expect(check('a'.repeat(1024))).toHaveLength(1024);
    const refused = refusalOf(() => check('a'.repeat(1025)));
    expect(refused.code).toBe('OUT_OF_RANGE');
    expect(refused.expected).toBe('a text of at most 1024 characters (this has 1025)');
  });

  test('F07 F10 refuses a megabyte without showing any of it (B140)', () => {
    const secret = Buffer.alloc(750_000, 'secret').toString('base64');
    expect(refusalOf(() => check(secret)).value).toBe('<redacted>');
  });

  test('returns every text that it accepts as it is, and such a text is on one line and complete', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string());
    let accepted = 0;
    fc.assert(
      fc.property(text, (value) => {
        let result: string;
        try {
          result = check(value);
        } catch {
          return;
        }
        accepted++;
        expect(result).toBe(value);
        expect(value).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|\{\{|\}\}/u);
        expect(Buffer.from(value).toString()).toBe(value);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(30);
  });

  test.each(['a b', 'é', '日本語', 'a { b } c', '😀'])('accepts %s', (value) => {
    expect(check(value)).toBe(value);
  });
});

describe('checkLines', () => {
  test.each(UNSAFE)('K15 refuses %s', (_, value) => {
    expect(codeOf(() => lines(value))).toBe('UNSAFE_TEXT');
  });

  test.each(['', 'a\n\tb\n', ' a '])('accepts lines, tabs and blanks: %j', (value) => {
    expect(lines(value)).toBe(value);
  });

  test('A21 is not fooled by a template over two lines', () => {
    expect(codeOf(() => lines('{{\nenv "HOME"\n}}'))).toBe('UNSAFE_TEXT');
  });

  test('refuses a text that is too long', () => {
    expect(codeOf(() => lines('a'.repeat(1025)))).toBe('OUT_OF_RANGE');
  });
});
