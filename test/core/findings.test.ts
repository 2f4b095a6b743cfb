import { findingOf } from '../../src/core/findings';
import { errorOf, Severity, warningOf } from '../../src/core/problem';

const facts = { option: 'A.b', path: 'chart/A', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a finding', () => {
  test('F11 holds the same facts as an error, and its sentence', () => {
    expect(findingOf(errorOf('EMPTY_ROLE', facts))).toEqual({
      severity: Severity.ERROR,
      code: 'EMPTY_ROLE',
      path: 'chart/A',
      option: 'A.b',
      value: '"x"',
      found: '',
      expected: 'a y',
      fix: 'Write y.',
      documentation: 'npx temporal-auth explain EMPTY_ROLE',
      message: '[EMPTY_ROLE] chart/A: A.b is "x"; expected a y. Write y. (npx temporal-auth explain EMPTY_ROLE)',
    });
  });

  test('carries details where there are some, and no empty list where there are none', () => {
    expect(findingOf(warningOf('COARSE_ROLE', { ...facts, details: ['one', 'two'] })).details).toEqual(['one', 'two']);
    expect(findingOf(warningOf('COARSE_ROLE', facts))).not.toHaveProperty('details');
  });

  test('has an empty path where it is about no construct', () => {
    const { path: _, ...without } = facts;
    expect(findingOf(errorOf('EMPTY_ROLE', without)).path).toBe('');
  });
});
