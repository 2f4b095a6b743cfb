import { Enforcement } from '../../src/access/enforcement';
import { topLevelClaim } from '../../src/access/top-level-claim';
import { codeOf, refusalOf } from '../support/refusal';

describe('a claim of one’s own', () => {
  test.each(['groups', 'temporal_permissions', 'x-groups', 'https://example.com/groups'])('%s is one', (claim) => {
    expect(topLevelClaim(claim, 'x')).toBe(claim);
  });

  test.each(['realm_access.groups', 'a b', 'a/b', 'http://example.com/groups', '', 'c'.repeat(129)])(
    'J11 %j, which is nested or no name, is refused',
    (claim) => {
      expect(['INVALID_VALUE', 'OUT_OF_RANGE']).toContain(codeOf(() => topLevelClaim(claim, 'x')));
    },
  );

  test.each(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'nonce', 'scope', 'email'])(
    'J11 %s, which says something else, is refused',
    (claim) => {
      expect(codeOf(() => topLevelClaim(claim, 'x'))).toBe('INVALID_VALUE');
    },
  );

  test('is named by the option that it was given at', () => {
    const refusal = (call: () => unknown) => refusalOf(call).option;
    expect(refusal(() => Enforcement.policy({ groupsClaimName: 'sub' }))).toBe('PolicyOptions.groupsClaimName');
    expect(refusal(() => Enforcement.defaultAuthorizer({ permissionsClaimName: 'sub' }))).toBe(
      'Enforcement.defaultAuthorizer.permissionsClaimName',
    );
  });
});
