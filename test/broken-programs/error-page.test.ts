import { ERROR_CODES } from '../../src/core/error-codes';
import { ENTRIES, runExample } from '../support/error-page';

describe('the page of errors', () => {
  test('has an entry for each code, in the order of the list', () => {
    expect(ENTRIES.map(({ code }) => code)).toEqual(Object.keys(ERROR_CODES));
  });

  test.each(ENTRIES)('$code is what its program is refused with, and nothing is written', async ({ code, refused }) => {
    const ending = await runExample(refused);
    expect(ending).toMatchObject({ codes: [code], refused: true, written: [] });
  });

  test.each(ENTRIES)('$code is mended by its fix', async ({ fixed }) => {
    expect(await runExample(fixed)).toMatchObject({ refused: false });
  });
});
