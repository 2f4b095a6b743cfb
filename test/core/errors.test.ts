import { inspect } from 'node:util';
import { AuthError, refuse } from '../../src/core/errors';
import { errorOf } from '../../src/core/problem';
import { codeOf } from '../support/refusal';

const facts = { option: 'A.b', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a refusal', () => {
  test('is thrown as an Error with the code in its message', () => {
    expect(codeOf(() => refuse('EMPTY_LIST', facts))).toBe('EMPTY_LIST');
    expect(() => refuse('EMPTY_LIST', facts)).toThrow(/^\[EMPTY_LIST\] /);
    expect(new AuthError(errorOf('EMPTY_LIST', facts))).toBeInstanceOf(Error);
    expect(new AuthError(errorOf('EMPTY_LIST', facts)).name).toBe('AuthError');
  });

  test('F07 shows nothing of a secret value where it ends a program', () => {
    const error = new AuthError(errorOf('INVALID_VALUE', { ...facts, value: 'hunter2', secret: true }));
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2');
  });
});
