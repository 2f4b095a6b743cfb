import { SecretRef } from '../../src/secrets/secret-ref';
import { SecretTemplate } from '../../src/secrets/secret-template';
import { codeOf } from '../support/refusal';

const { literal, quoted, concat } = SecretTemplate;
const ref = SecretRef._in('temporal', 'auth', 'key');

describe('SecretTemplate', () => {
  test('keeps texts and values in their order, and joins neighbouring texts', () => {
    const template = concat([literal('a = '), quoted(ref), literal('\n'), concat([literal('b'), literal('c')])]);
    expect(template._parts).toEqual(['a = ', ref, '\nbc']);
  });

  test.each(['{{ .key }}', 'a }} b', 'a\u0000b', 'a\rb', 'a\u2028b', 'a\u200bb', '\ud800', '# enable-template'])(
    'K11 A21 refuses the text %j',
    (text) => {
      expect(codeOf(() => literal(text))).toBe('UNSAFE_TEXT');
    },
  );

  test.each([[['{', '{ .key }']], [['a }', '}']], [['{', '', '{']]])(
    'K11 A21 refuses pieces that make a template together: %j',
    (texts) => {
      expect(codeOf(() => concat(texts.map((text) => literal(text))))).toBe('UNSAFE_TEXT');
    },
  );

  test('K11 refuses a brace before a value, with which the operator would begin reading too early', () => {
    expect(codeOf(() => concat([literal('a = {'), quoted(ref)]))).toBe('UNSAFE_TEXT');
    expect(concat([literal('a = { '), quoted(ref), literal(' }')])._parts).toHaveLength(3);
    expect(concat([literal('a = {')])._parts).toEqual(['a = {']);
  });

  test('F03 refuses what is neither text, value nor piece', () => {
    expect(codeOf(() => literal(1 as never))).toBe('WRONG_TYPE');
    expect(codeOf(() => literal(ref as never))).toBe('WRONG_TYPE');
    expect(codeOf(() => quoted('key' as never))).toBe('WRONG_TYPE');
    expect(codeOf(() => concat('ab' as never))).toBe('WRONG_TYPE');
    expect(codeOf(() => concat(['a'] as never))).toBe('WRONG_TYPE');
  });

  test('K16 refuses more text than a Secret can hold, also in pieces', () => {
    const half = 'a'.repeat(450_000);
    expect(concat([literal(half), literal(half)])._parts).toEqual([half + half]);
    expect(codeOf(() => literal(`${half}${half}a`))).toBe('OUT_OF_RANGE');
    expect(codeOf(() => concat([literal(half), literal(half), literal('a')]))).toBe('OUT_OF_RANGE');
  });

  test('is not changed by a later change of the list that it was made of', () => {
    const pieces = [literal('a')];
    const template = concat(pieces);
    pieces.push(literal('b'));
    expect(template._parts).toEqual(['a']);
  });
});
