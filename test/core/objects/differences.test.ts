import { differences, isBelow } from '../../../src/core/objects/differences';

const paths = (checked: unknown, written: unknown) => differences(checked, written).map(({ path }) => path);

describe('what differs', () => {
  test('is nothing where keys stand in another order', () => {
    expect(differences({ a: 1, b: [{ c: 'd' }] }, { b: [{ c: 'd' }], a: 1 })).toEqual([]);
  });

  test.each<[unknown, unknown, string[]]>([
    [{ a: 1 }, { a: 2 }, ['/a']],
    [{ a: 1 }, { a: '1' }, ['/a']],
    [{ a: { b: 1, c: 2 } }, { a: { b: 2, d: 3 } }, ['/a/b', '/a/c', '/a/d']],
    [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, ['/a/0', '/a/1']],
    [{ a: ['x'] }, { a: ['x', 'y'] }, ['/a/1']],
    [{ a: ['x'] }, { a: [] }, ['/a/0']],
    [{ a: [] }, { a: {} }, ['/a']],
    [{ a: {} }, { a: null }, ['/a']],
    [{ a: {} }, {}, ['/a']],
    [{}, { a: {} }, ['/a']],
    [{ a: 'b' }, undefined, ['']],
    [{ constructor: 'a' }, {}, ['/constructor']],
    [{ 'a/b': { 'c~d': 1 } }, { 'a/b': {} }, ['/a~1b/c~0d']],
  ])('between %j and %j lies at %j', (checked, written, expected) => {
    expect(paths(checked, written)).toEqual(expected);
  });

  test('are no labels and annotations that were added', () => {
    const metadata = { name: 'a', labels: { b: 'c' } };
    const added = { name: 'a', labels: { b: 'c', d: 'e' }, annotations: { f: 'g' } };
    expect(differences({ metadata }, { metadata: added })).toEqual([]);
    expect(paths({ spec: { labels: { b: 'c' } } }, { spec: { labels: added.labels } })).toEqual(['/spec/labels/d']);
    const template = { spec: { template: { metadata } } };
    expect(paths(template, { spec: { template: { metadata: added } } })).toHaveLength(2);
  });

  test.each([
    [{ d: 'e' }, '/metadata/labels/b'],
    [{ b: 'other' }, '/metadata/labels/b'],
    [undefined, '/metadata/labels'],
    ['text', '/metadata/labels'],
    [['c'], '/metadata/labels'],
  ])('are labels that were lost or changed: %j', (labels, path) => {
    expect(paths({ metadata: { labels: { b: 'c' } } }, { metadata: { labels } })).toEqual([path]);
  });
});

test('a path is below itself, below what it goes through, and below nothing that only begins alike', () => {
  expect(isBelow('/spec/a', '/spec/a')).toBe(true);
  expect(isBelow('/spec/a', '/spec')).toBe(true);
  expect(isBelow('/spec/a', '')).toBe(true);
  expect(isBelow('/specs', '/spec')).toBe(false);
});
