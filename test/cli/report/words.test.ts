import { counted, span } from '../../../src/cli/report/words';

const DAY = 86_400;

describe('words', () => {
  test.each([
    [3650 * DAY, '10 years'],
    [912.5 * DAY, '2.5 years'],
    [365 * DAY, '365 days'],
    [90 * DAY, '90 days'],
    [DAY, '1 day'],
    [36 * 3600, '36 hours'],
    [90 * 60, '90 minutes'],
    [61, '61 seconds'],
  ])('say %d seconds as %s', (seconds, words) => {
    expect(span(seconds)).toBe(words);
  });

  test.each([
    [0, 'error', '0 errors'],
    [1, 'authority', '1 authority'],
    [2, 'authority', '2 authorities'],
    [2, 'day', '2 days'],
  ])('count %d %s as %s', (count, one, words) => {
    expect(counted(count, one)).toBe(words);
  });
});
