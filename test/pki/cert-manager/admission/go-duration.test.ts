import { secondsOf } from '../../../../src/pki/cert-manager/admission/go-duration';

test.each<[string, number]>([
  ['0', 0],
  ['-0', 0],
  ['2160h0m0s', 2160 * 3600],
  ['+5s', 5],
  ['-1h2m3s', -3723],
  ['1.5h', 5400],
  ['1.h', 3600],
  ['1h.5m', 3630],
  ['1m1m', 120],
  ['250ms', 0.25],
  ['2562047h47m16s', 9_223_372_036],
])('Go reads %j', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

test.each(['1us', '1µs', '1μs'])('Go reads a microsecond written %j', (text) => {
  expect(secondsOf(text)).toBe(1e-6);
});

test.each(['', '+', '5', 'h', '.', '.h', '1d', '1h ', ' 1h', '1h-1m', '--1h', '1e3s', '1..5s', '2562047h47m17s'])(
  'Go cannot read %j',
  (text) => {
    expect(secondsOf(text)).toBeUndefined();
  },
);
