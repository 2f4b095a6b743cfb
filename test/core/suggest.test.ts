import { didYouMean, nearest } from '../../src/core/suggest';

const OPTIONS = ['requireClientAuth', 'clientCaFiles', 'authorizer'];

describe('a suggestion', () => {
  test.each([
    ['requireClientauth', 'requireClientAuth'],
    ['clientCAFiles', 'clientCaFiles'],
    ['authoriser', 'authorizer'],
    ['authorizr', 'authorizer'],
    ['authorizerr', 'authorizer'],
  ])('F02 for "%s" is "%s" (B134)', (typed, meant) => {
    expect(nearest(typed, OPTIONS)).toBe(meant);
    expect(didYouMean(typed, OPTIONS)).toBe(`Did you mean "${meant}"? `);
  });

  test('is left out where nothing is near', () => {
    expect(nearest('banana', OPTIONS)).toBeUndefined();
    expect(didYouMean('banana', OPTIONS)).toBe('');
  });

  test('is near by a third of its letters at most, or by two where it is short', () => {
    expect(nearest('clientCaFxxx', OPTIONS)).toBe('clientCaFiles');
    expect(nearest('abcdef', ['abcxyz'])).toBeUndefined();
    expect(nearest('abcdef', ['abcdyz'])).toBe('abcdyz');
    expect(nearest('ab', ['xy'])).toBe('xy');
    expect(nearest('abc', ['xyz'])).toBeUndefined();
  });

  test.each(['abcdefxy', 'xyabcdef', 'abcxydef', 'abcd', 'cdef', 'abef', 'ABCDxy'])(
    'counts a letter once that is too many, left out or another, and a case not at all: %s',
    (typed) => {
      expect(nearest(typed, ['abcdef'])).toBe('abcdef');
    },
  );

  test('is the nearest of several', () => {
    expect(nearest('reed', ['real', 'read', 'red'])).toBe('read');
  });

  test('is not looked for where the word is so long that the search would take long (B140)', () => {
    const long = 'a'.repeat(1_000_000);
    expect(nearest(long, [long])).toBeUndefined();
  });
});
