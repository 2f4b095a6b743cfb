import { AuthError, describeRefusedValue, formatRefusal, refuse } from '../../src/core/errors';
import { codeOf } from '../support/refusal';

const refusal = { option: 'A.b', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a refusal', () => {
  test('F11 is one sentence with its code, option, value, expectation, fix and anchor', () => {
    expect(formatRefusal('INVALID_VALUE', refusal)).toBe(
      '[INVALID_VALUE] A.b is "x"; expected a y. Write y. (docs/errors.md#invalid_value)',
    );
  });

  test('names the construct where there is one', () => {
    expect(formatRefusal('INVALID_VALUE', { ...refusal, path: 'chart/A' })).toContain(
      '[INVALID_VALUE] chart/A: A.b is "x";',
    );
  });

  test('says nothing of a value where none was given', () => {
    const { value: _, ...without } = refusal;
    expect(formatRefusal('INVALID_VALUE', without)).toContain('A.b; expected');
    expect(describeRefusedValue(without)).toBe('');
  });

  test('tells a value that is undefined from one that was not given', () => {
    expect(describeRefusedValue({ ...refusal, value: undefined })).toBe('undefined');
  });

  test('F07 never shows a value that is said to be secret', () => {
    const secret = { ...refusal, value: 'hunter2', secret: true };
    expect(formatRefusal('INVALID_VALUE', secret)).not.toContain('hunter2');
    expect(new AuthError('INVALID_VALUE', secret).value).toBe('<redacted>');
  });

  test('is thrown as an Error with the code in its message', () => {
    expect(codeOf(() => refuse('EMPTY_LIST', refusal))).toBe('EMPTY_LIST');
    expect(() => refuse('EMPTY_LIST', refusal)).toThrow(/^\[EMPTY_LIST\] /);
    expect(new AuthError('EMPTY_LIST', refusal)).toBeInstanceOf(Error);
    expect(new AuthError('EMPTY_LIST', refusal).name).toBe('AuthError');
  });
});
