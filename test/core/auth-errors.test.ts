import { AuthErrors } from '../../src/core/auth-errors';
import { refuse } from '../../src/core/errors';
import { refusalOf } from '../support/refusal';

describe('AuthErrors', () => {
  test('F11 gives the code, the option path, the value, the expectation, the fix and the documentation of a refusal', () => {
    const details = refusalOf(() =>
      refuse('INVALID_NAME', { option: 'A.b[0]', path: 'chart/A', value: 'X', expected: 'a name', fix: 'Rename it.' }),
    );
    expect(details).toEqual({
      code: 'INVALID_NAME',
      path: 'chart/A',
      option: 'A.b[0]',
      value: '"X"',
      found: '',
      expected: 'a name',
      fix: 'Rename it.',
      documentation: 'npx temporal-auth explain INVALID_NAME',
    });
  });

  test('gives an empty path and value where there is none', () => {
    const details = refusalOf(() => refuse('MISSING_OPTION', { option: 'A.b', expected: 'a text', fix: 'Add it.' }));
    expect(details).toMatchObject({ path: '', value: '' });
  });

  test('knows an error by its text, which is all that a program in another language has of it', () => {
    const caught = [1, 2].map((index) => {
      try {
        return refuse('INVALID_NAME', { option: `A.b[${index}]`, expected: 'a name', fix: 'Rename it.' });
      } catch (error) {
        return `Error: ${(error as Error).message}`;
      }
    });
    expect(caught.map((text) => AuthErrors.details(text)?.option)).toEqual(['A.b[1]', 'A.b[2]']);
  });

  test.each([
    ['an Error', new Error('[INVALID_NAME] A')],
    ['a text', '[INVALID_NAME] A'],
    ['undefined', undefined],
  ])('knows nothing of %s that others throw', (_, thrown) => {
    expect(AuthErrors.details(thrown)).toBeUndefined();
  });
});
