import type { SubjectClaimsModel } from '../../src/access/model';
import { Severity } from '../../src/core/problem';
import { usableUi } from '../../src/rules/ui';
import { authModel, withAuthentication, withClaims } from '../gen/auth-model';
import { facts } from '../support/findings';

const person = (...permissions: string[]): SubjectClaimsModel => ({ kind: 'user', subject: 'ann', permissions });

describe('the first page of the UI', () => {
  test('is nobody’s business in a program whose subjects are services', () => {
    expect(usableUi(authModel())).toEqual([]);
  });

  test.each(['temporal-system:read', 'temporal-system:write', 'temporal-system:admin'])('loads with %s', (claim) => {
    expect(usableUi(authModel(withClaims(person('payments:read', claim))))).toEqual([]);
  });

  test('does not load for a person with roles in Temporal namespaces alone', () => {
    expect(facts(usableUi(authModel(withClaims(person('orders:read', 'payments:write')))))).toEqual([
      {
        severity: Severity.WARNING,
        code: 'UI_UNUSABLE',
        path: 'temporal/Roles',
        option: 'claimsFor(ann)',
        value: '"orders:read payments:write"',
      },
    ]);
  });

  test('does not load for the members of such a group either', () => {
    const group: SubjectClaimsModel = { kind: 'oidc-group', subject: 'devs', permissions: ['payments:read'] };
    expect(facts(usableUi(authModel(withClaims(group))))).toMatchObject([{ option: 'claimsFor(devs)' }]);
  });

  test('is not asked for by who holds nothing, or where the UI has no login', () => {
    expect(usableUi(authModel(withClaims(person())))).toEqual([]);
    const noLogin = withAuthentication({ oidcLogin: undefined });
    expect(usableUi(authModel(withClaims(person('payments:read')), noLogin))).toEqual([]);
  });

  test('a namespace whose name begins like the system’s is not the system', () => {
    expect(usableUi(authModel(withClaims(person('temporal-systems:read'))))).toHaveLength(1);
  });
});
