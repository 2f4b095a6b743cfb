import type { Row } from '../../../../src/cli/report/graph/door';
import { PADDING, placeRows } from '../../../../src/cli/report/graph/texts';

/** A box of so many characters of a note, which is 7 wide. */
const placed = (rows: readonly Row[], characters: number) => placeRows(rows, 2 * PADDING + 7 * characters);
const linesOf = (text: string, characters: number) =>
  placed([{ style: 'note', text }], characters).texts.map((line) => line.text);

describe('the texts of a box', () => {
  test.each([
    ['one two six', 8, ['one two', 'six']],
    ['one two', 7, ['one two']],
    ['a.example', 5, ['a.exa', 'mple']],
    ['a-verylongname', 10, ['a-verylong', 'name']],
    ['abcd-efgh', 6, ['abcd-', 'efgh']],
    ['abcdefg', 3, ['abc', 'def', 'g']],
    ['ab', 0, ['a', 'b']],
  ])(
    '%j goes on, at %i characters, in the next line behind a blank or a mark that is not near its beginning, or else anywhere',
    (text, most, lines) => {
      expect(linesOf(text, most)).toEqual(lines);
    },
  );

  test('are a line each, below a space that is larger above a heading which is not the first', () => {
    const rows: Row[] = [
      { style: 'heading', text: 'a' },
      { style: 'note', text: 'b' },
      { style: 'heading', text: 'c' },
    ];
    const { texts, height } = placed(rows, 20);
    expect(texts.map(({ text, x, y }) => [text, x, y])).toEqual([
      ['a', 16, 26],
      ['b', 16, 49],
      ['c', 16, 77],
    ]);
    expect(height).toBe(100);
  });

  test('have an aside at the end of the line where there is room for two characters more, and below it where not', () => {
    const rows: Row[] = [{ style: 'note', text: 'name', aside: 'aside' }];
    const [name, aside] = placed(rows, 11).texts;
    expect(aside).toMatchObject({ text: 'aside', x: 16 + 7 * 11, y: name.y, atEnd: true });
    expect(placed(rows, 10).texts[1]).toEqual({ style: 'aside', text: 'aside', x: 16, y: name.y + 18 });
  });
});
