import { requireDistinct } from '../../src/authn/distinct-values';
import { refusalOf } from '../support/refusal';

test('options of different values are taken, and what is left out is equal to nothing', () => {
  const values = { a: 'https://a.example', b: 'https://a.example/b', c: undefined, d: undefined };
  expect(() => requireDistinct('T', values)).not.toThrow();
});

test.each(['https://a.example', 'https://a.example/'])('a value that another option has is refused: %s', (b) => {
  const refusal = refusalOf(() => requireDistinct('T', { a: 'https://a.example', b }));
  expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: 'T.b', expected: 'another value than T.a' });
});
