import { documentationOf, ERROR_CODES } from '../../../src/core/error-codes';
import { CAUSES } from '../../support/error-page';
import { temporalAuth } from '../../support/local-program';

describe('temporal-auth explain', () => {
  test.each(ERROR_CODES)(
    'F11 prints what the page says of %s, by the command that its messages name',
    async (errorCode) => {
      const [npx, program, ...args] = documentationOf(errorCode).split(' ');
      const { code, out, err } = await temporalAuth(...args);
      expect([npx, program, code, err]).toEqual(['npx', 'temporal-auth', 0, '']);
      expect(out.startsWith(`${errorCode}\n\n${CAUSES.get(errorCode)}`)).toBe(true);
      expect(out).not.toMatch(/^## /m);
    },
  );

  test('lists all codes without one', async () => {
    expect(await temporalAuth('explain')).toEqual({ code: 0, out: `${ERROR_CODES.join('\n')}\n`, err: '' });
  });

  test('F11 takes a code in small letters, and says which one was meant', async () => {
    expect((await temporalAuth('explain', 'unknown_option')).out).toMatch(/^UNKNOWN_OPTION\n/);
    const { code, err } = await temporalAuth('explain', 'UNKNOWN_OPTIONS');
    expect([code, err]).toEqual([1, expect.stringContaining('Did you mean "UNKNOWN_OPTION"?')]);
    expect(err).not.toContain('MISSING_OPTION'); // the suggestion is not to be looked for among all codes
  });
});
