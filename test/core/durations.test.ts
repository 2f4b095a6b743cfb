import * as fc from 'fast-check';
import { goDuration } from '../../src/core/durations';

describe('goDuration', () => {
  test.each([
    [1, '0h0m1s'],
    [59, '0h0m59s'],
    [3600, '1h0m0s'],
    [86_400, '24h0m0s'],
    [90 * 86_400 + 61, '2160h1m1s'],
  ])('writes %i seconds as Go reads them, without days (B55)', (seconds, text) => {
    expect(goDuration(seconds)).toBe(text);
  });

  test('A08 writes a unit with every number, for any number of seconds, and loses none', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (seconds) => {
        const [, hours, minutes, rest] = /^(\d+)h([0-5]?\d)m([0-5]?\d)s$/.exec(goDuration(seconds)) ?? [];
        expect(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)).toBe(seconds);
      }),
    );
  });
});
