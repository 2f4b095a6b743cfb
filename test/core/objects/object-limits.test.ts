import { objectLimitProblems } from '../../../src/core/objects/object-limits';
import { messageOf } from '../../../src/core/problem';

const problems = (metadata: object, rest: object = {}) =>
  objectLimitProblems({ kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, ...rest }, 'chart/a').map(messageOf);

const labelled = (key: string, value = 'a') => problems({ labels: { [key]: value } });

describe('the limits of Kubernetes', () => {
  test('say nothing of an object that keeps them', () => {
    const labels = { a: '', 'a.b/c_D': 'x'.repeat(63), [`${'a'.repeat(253)}/b`]: 'A.b_c-d' };
    expect(problems({ name: 'a.b', labels, annotations: { 'a/b': '' } }, { data: { a: 'b' } })).toEqual([]);
  });

  test.each(['A', 'a_b', 'a\nb', '-a', 'a'.repeat(254)])('K15 K16 refuse the name %j (B02 B03 B04 B07 B09)', (name) => {
    expect(problems({ name })).toEqual([expect.stringMatching(/^\[INVALID_NAME\] chart\/a: .*metadata\.name/)]);
  });

  test.each([
    ['a/b/c', 'a'],
    [`${'a'.repeat(254)}/b`, 'a'],
    ['A_B/c', 'a'],
    ['/a', 'a'],
    ['a/', 'a'],
    ['a'.repeat(64), 'a'],
    ['a b', 'a'],
    ['a', 'x'.repeat(64)],
    ['a', 'a b'],
    ['a', '-a'],
    ['a', 'a\nb'],
  ])('K15 K16 refuse the label %j=%j (B17 B18)', (key, value) => {
    expect(labelled(key, value)).toEqual([expect.stringMatching(/^\[INVALID_NAME\] chart\/a: .*metadata\.labels/)]);
  });

  test('K15 refuse the key of an annotation that is no name', () => {
    expect(problems({ annotations: { 'a b': '' } })).toEqual([
      expect.stringMatching(/^\[INVALID_NAME\] .*metadata\.annotations/),
    ]);
  });

  test.each([
    ['a truth value', true, 'WRONG_TYPE'],
    ['a number', 1, 'WRONG_TYPE'],
    ['nothing', null, 'WRONG_TYPE'],
    ['what YAML does not carry', 'a\ufffeb', 'UNSAFE_TEXT'],
    ['a character that is none', '\u{1ffff}', 'UNSAFE_TEXT'],
  ])('K15 F11 refuse an annotation that is %s', (_, value, code) => {
    expect(problems({ annotations: { 'a/b': value } })).toEqual([
      expect.stringMatching(new RegExp(`^\\[${code}\\] chart/a: ConfigMap "a" metadata.annotations.a/b`)),
    ]);
  });

  test.each([
    ['labels', { labels: null }, {}],
    ['annotations', { annotations: null }, {}],
    ['data', {}, { data: { a: 1 } }],
    ['data that is no map', {}, { data: 'x' }],
  ])('F11 do not stumble over %s that a patch has made something else', (_, metadata, rest) => {
    expect(problems(metadata, rest)).toEqual([]);
  });

  test('K15 F11 refuse a name that a patch has made no text', () => {
    for (const name of [null, 1, {}]) expect(problems({ name })).toEqual([expect.stringContaining('[INVALID_NAME]')]);
  });

  test('F11 miss the name where a patch has taken all metadata away', () => {
    for (const metadata of [null, undefined]) {
      const [problem] = objectLimitProblems({ kind: 'ConfigMap', metadata }, 'chart/a');
      expect(problem).toMatchObject({ code: 'INVALID_NAME', path: 'chart/a' });
    }
  });

  test('K16 accept 256 KiB of annotations, and not a byte more (B19)', () => {
    expect(problems({ annotations: { a: 'x'.repeat(256 * 1024 - 1) } })).toEqual([]);
    expect(problems({ annotations: { a: 'x'.repeat(256 * 1024) } })).toEqual([
      expect.stringContaining('[OUT_OF_RANGE]'),
    ]);
  });

  test('K16 accept 1 MiB of data, and not a byte more, counted in UTF-8 (B52)', () => {
    expect(problems({}, { data: { a: 'é'.repeat(512 * 1024 - 1), b: '' } })).toEqual([]);
    expect(problems({}, { data: { a: 'é'.repeat(512 * 1024) } })).toEqual([
      expect.stringMatching(/\[OUT_OF_RANGE\].*Split the program/),
    ]);
  });

  test('F11 report every problem of an object at once', () => {
    expect(problems({ name: 'A', labels: { 'a b': 'c d' } })).toHaveLength(2);
  });
});
