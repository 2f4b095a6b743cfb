import { subjectText } from '../../../src/x509/names/subject-text';
import { codeOf } from '../../support/refusal';

const read = (value: unknown) => subjectText('a common name')(value, 'name');

describe('a text in a subject', () => {
  test.each(['order_worker', 'a@b', '\u00e9', 'temporal', 'a'.repeat(64)])('%j is taken as it stands', (name) => {
    expect(read(name)).toBe(name);
  });

  test.each(['a'.repeat(65), '\u00e9'.repeat(33)])('P29 %s is refused: longer than 64 bytes', (name) => {
    expect(codeOf(() => read(name))).toBe('OUT_OF_RANGE');
  });

  test.each(['a\u0000b', 'a\nb', 'a\u202eb', '{{ .x }}'])(
    'P17 %j is refused: a reader would cut, hide or run it',
    (name) => {
      expect(codeOf(() => read(name))).toBe('UNSAFE_TEXT');
    },
  );

  test.each([' a', 'a ', '', '<b>a</b>'])('P17 %j is refused', (name) => {
    expect(codeOf(() => read(name))).toBe('INVALID_VALUE');
  });
});
