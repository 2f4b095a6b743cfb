import { Enforcement, enforcement } from '../../src/authz/enforcement';
import { codeOf } from '../support/refusal';

describe('Enforcement', () => {
  test('A02 A04 F03 is one of its factories and nothing that looks like it: no text, no null, no empty object', () => {
    for (const value of ['default', '', null, {}]) expect(codeOf(() => enforcement(value, 'x'))).toBe('WRONG_TYPE');
    const chosen = Enforcement.defaultAuthorizer();
    expect(enforcement(chosen, 'x')).toBe(chosen);
  });
});
