import { errorFinding, Severity, warningFinding } from '../../src/core/findings';

const refusal = { option: 'A.b', path: 'chart/A', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a finding', () => {
  test('F11 holds the same facts as an error, and its sentence', () => {
    expect(errorFinding('EMPTY_ROLE', refusal)).toEqual({
      severity: Severity.ERROR,
      code: 'EMPTY_ROLE',
      path: 'chart/A',
      option: 'A.b',
      value: '"x"',
      expected: 'a y',
      fix: 'Write y.',
      documentation: 'docs/errors.md#empty_role',
      message: '[EMPTY_ROLE] chart/A: A.b is "x"; expected a y. Write y. (docs/errors.md#empty_role)',
    });
  });

  test('is a warning where it does not stop synthesis', () => {
    expect(warningFinding('COARSE_ROLE', refusal).severity).toBe(Severity.WARNING);
  });

  test('carries details where there are some, and no empty list where there are none', () => {
    expect(warningFinding('COARSE_ROLE', refusal, ['one', 'two']).details).toEqual(['one', 'two']);
    expect(warningFinding('COARSE_ROLE', refusal)).not.toHaveProperty('details');
  });

  test('has an empty path where it is about no construct', () => {
    const { path: _, ...without } = refusal;
    expect(errorFinding('EMPTY_ROLE', without).path).toBe('');
  });

  test('F07 never shows a value that is said to be secret', () => {
    expect(JSON.stringify(errorFinding('INVALID_VALUE', { ...refusal, value: 'hunter2', secret: true }))).not.toContain(
      'hunter2',
    );
  });
});
