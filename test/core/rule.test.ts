import { errorOf } from '../../src/core/problem';
import { checkAll, type Rule } from '../../src/core/rule';

const rule = (id: string): Rule<number> => ({
  id,
  what: 'It is even.',
  why: 'It is odd.',
  codes: ['INVALID_VALUE'],
  check: (number) =>
    number % 2 === 0 ? [] : [errorOf('INVALID_VALUE', { option: id, value: number, expected: 'x', fix: 'y' })],
});

test('everything that rules find is told in their order', () => {
  expect(checkAll([rule('one'), rule('other')], 3).map(({ option, value }) => [option, value])).toEqual([
    ['one', '3'],
    ['other', '3'],
  ]);
  expect(checkAll([rule('one')], 2)).toEqual([]);
});
