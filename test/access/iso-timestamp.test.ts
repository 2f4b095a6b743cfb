import { isoTimestamp } from '../../src/access/iso-timestamp';
import { codeOf } from '../support/refusal';

const read = (value: unknown) => isoTimestamp(value, 'at');

describe('an instant', () => {
  test.each(['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.123Z', '2026-01-31T09:30:00+05:30', '2024-02-29T00:00:00Z'])(
    '%s is taken',
    (at) => {
      expect(read(at)).toBe(at);
    },
  );

  test.each([
    '2026-13-01',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T09:60:00Z',
    '2026-01-31T09:30:60Z',
    '2026-01-31T09:30:00+15:00',
    '2026-01-31T09:30:00+05:60',
    '2026-01-31T09:30:00+0530',
    '2026-01-31',
    '31.01.2026',
    'yesterday',
    '1769848200',
  ])('%s is refused (B51)', (at) => {
    expect(codeOf(() => read(at))).toBe('INVALID_USER');
  });

  test('F06 a local time is refused: it is another instant on every machine (B51)', () => {
    expect(codeOf(() => read('2026-01-31T09:30:00'))).toBe('INVALID_USER');
  });

  test('F03 a Date is refused: it would print differently', () => {
    expect(codeOf(() => read(new Date(0)))).toBe('WRONG_TYPE');
  });
});
