import { Enforcement, enforcement } from '../../src/access/enforcement';
import { codeOf } from '../support/refusal';

describe('Enforcement', () => {
  test('A02 A04 F03 is one of its factories and nothing that looks like it: no text, no null, no empty object', () => {
    for (const value of ['default', '', null, {}]) expect(codeOf(() => enforcement(value, 'x'))).toBe('WRONG_TYPE');
    const chosen = Enforcement.defaultAuthorizer();
    expect(enforcement(chosen, 'x')).toBe(chosen);
  });

  test('reads the permissions from the claim that Temporal reads by default', () => {
    const _model = { kind: 'default-authorizer', permissionsClaimName: 'permissions' };
    expect(Enforcement.defaultAuthorizer()).toEqual({ _model });
  });

  test.each(['temporal_permissions', 'https://example.com/permissions'])(
    'reads them from the claim %s, which is a member of the top level',
    (permissionsClaimName) => {
      expect(Enforcement.defaultAuthorizer({ permissionsClaimName })._model).toMatchObject({ permissionsClaimName });
    },
  );

  test.each(['realm_access.roles', 'http://example.com/permissions', 'a b', 'sub', 'scope', 'aud', ''])(
    'J11 refuses the claim %j, which is nested or says something else',
    (permissionsClaimName) => {
      expect(codeOf(() => Enforcement.defaultAuthorizer({ permissionsClaimName }))).toBe('INVALID_VALUE');
    },
  );

  test('F02 refuses an unknown option', () => {
    expect(codeOf(() => Enforcement.defaultAuthorizer({ permissionsRegex: '.*' } as never))).toBe('UNKNOWN_OPTION');
  });
});
