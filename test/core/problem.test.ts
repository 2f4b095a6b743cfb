import { errorOf, messageOf, Severity, warningOf } from '../../src/core/problem';

const facts = { option: 'A.b', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a problem', () => {
  test('F11 is one sentence with its code, option, value, expectation, fix and anchor', () => {
    expect(messageOf(errorOf('INVALID_VALUE', facts))).toBe(
      '[INVALID_VALUE] A.b is "x"; expected a y. Write y. (npx temporal-auth explain INVALID_VALUE)',
    );
  });

  test('names the construct where there is one', () => {
    expect(messageOf(errorOf('INVALID_VALUE', { ...facts, path: 'chart/A' }))).toContain(
      '[INVALID_VALUE] chart/A: A.b is "x";',
    );
  });

  test('says nothing of a value where none was given', () => {
    const { value: _, ...without } = facts;
    expect(messageOf(errorOf('INVALID_VALUE', without))).toContain('A.b; expected');
    expect(errorOf('INVALID_VALUE', without).value).toBe('');
  });

  test('tells a value that is undefined from one that was not given', () => {
    expect(errorOf('INVALID_VALUE', { ...facts, value: undefined }).value).toBe('undefined');
  });

  test('F11 tells what was found from what the program says', () => {
    const { value: _, ...without } = facts;
    const problem = errorOf('INVALID_VALUE', { ...without, found: 'the "last" certifi\u0441ate' });
    expect(problem).toMatchObject({ value: '', found: 'the "last" certifi\\u{441}ate' });
    expect(messageOf(problem)).toContain('[INVALID_VALUE] A.b: found the "last" certifi');
  });

  test('F07 repeats no secret that was found', () => {
    const found = `a file with -----BEGIN ${'PRIVATE KEY'}-----`;
    expect(errorOf('INVALID_VALUE', { ...facts, found }).found).toBe('<redacted>');
  });

  test('F07 holds nothing of a value that is said to be secret', () => {
    const problem = errorOf('INVALID_VALUE', { ...facts, value: 'hunter2', secret: true });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(problem.value).toBe('<redacted>');
  });

  test('is an error, or a warning where it does not stop synthesis', () => {
    expect(errorOf('COARSE_ROLE', facts).severity).toBe(Severity.ERROR);
    expect(warningOf('COARSE_ROLE', facts).severity).toBe(Severity.WARNING);
  });
});
