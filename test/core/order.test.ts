import * as fc from 'fast-check';
import { compareText, compareVersions, groupedBy, minorOf, sortedBy, sortedUnique } from '../../src/core/order';

describe('order', () => {
  test('F06 is that of UTF-16 code units, which no locale changes', () => {
    // A locale's order would be a, A, ä, z, and another locale's a, A, z, ä.
    expect(sortedBy(['ä', 'z', 'a', 'A'], (text) => text)).toEqual(['A', 'a', 'z', 'ä']);
    expect(compareText('a', 'a')).toBe(0);
  });

  test('F06 is the same whatever order things were declared in', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        expect(sortedUnique([...texts].reverse())).toEqual(sortedUnique(texts));
      }),
    );
  });

  test('sorts by a key and keeps the items', () => {
    expect(sortedBy([{ n: 'b' }, { n: 'a' }], ({ n }) => n)).toEqual([{ n: 'a' }, { n: 'b' }]);
  });

  test('leaves the list that it was given alone', () => {
    const given = ['b', 'a'];
    sortedBy(given, (text) => text);
    sortedUnique(given);
    expect(given).toEqual(['b', 'a']);
  });

  test('removes repetitions where asked', () => {
    expect(sortedUnique(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  test('groups by a key, in the order in which keys and items come', () => {
    const items = ['b1', 'a1', 'b2', 'a2'];
    expect([...groupedBy(items, ([letter]) => letter)]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1', 'a2']],
    ]);
  });
});

test('versions are compared as numbers', () => {
  const sorted = ['0.9.9', '1.9.10', '1.10.0', '1.10.2', '1.10.10', '2.0.0'];
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted);
  expect(compareVersions('1.10.2', '1.10.2')).toBe(0);
});

test('a minor version is all but the patch', () => {
  expect(minorOf('1.31.12')).toBe('1.31');
});
