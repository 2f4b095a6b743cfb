import { table } from '../../src/cli/terminal';

describe('a table', () => {
  test('has columns as wide as their widest cell, and no blanks at the ends of lines', () => {
    expect(
      table([
        ['A', 'WHY'],
        ['longer', 'x'],
        ['b', ''],
      ]),
    ).toBe('A       WHY\nlonger  x\nb\n');
  });
});
