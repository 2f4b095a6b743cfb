import { LEVELS } from '../../../src/access/catalogue/api-row';
import { claimItems, claimsOfItems, reaches } from '../../../src/enforcement/default-authorizer/levels';

describe('levels', () => {
  test('a level reaches itself and what is below it', () => {
    const table = LEVELS.map((held) => LEVELS.map((demanded) => reaches(held, demanded)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  test('no level reaches "never", and none is needed for "always"', () => {
    expect(LEVELS.map((held) => reaches(held, 'never'))).toEqual([false, false, false]);
    expect(reaches(undefined, 'always')).toBe(true);
    expect(reaches(undefined, 'read')).toBe(false);
  });

  test('are read from the items of a claim as they were written', () => {
    const items = ['orders:read', 'payments:write', 'temporal-system:admin'];
    expect(claimsOfItems(items).system).toBe('admin');
    expect(claimItems(claimsOfItems(items))).toEqual(items);
    expect(() => claimsOfItems(['orders:worker'])).toThrow('orders:worker');
  });
});
