import { claimsData, renderClaimsTable } from '../../../src/enforcement/default-authorizer/claims-table';
import type { SubjectClaimsModel } from '../../../src/enforcement/subject-claims';
import { authModel } from '../../gen/auth-model';

describe('the table of claims', () => {
  test('has a row for each subject with the claim as JSON, to be copied', () => {
    const claims: SubjectClaimsModel[] = [
      { kind: 'oidc-group', subject: 'payments-devs', permissions: ['testing:write'] },
      { kind: 'user', subject: 'ops@company.com', permissions: ['temporal-system:read'] },
    ];
    expect(renderClaimsTable(claims).split('\n')).toEqual([
      '| subject | name | permissions |',
      '|---|---|---|',
      '| OIDC group | `payments-devs` | `["testing:write"]` |',
      '| user (`sub`) | `ops@company.com` | `["temporal-system:read"]` |',
      '',
    ]);
  });

  test('K15 a bar in a name does not end the cell', () => {
    const claims = [{ kind: 'user', subject: 'auth0|1', permissions: ['temporal-system:admin'] }] as const;
    expect(renderClaimsTable(claims).split('\n')[2]).toBe(
      '| user (`sub`) | `auth0\\|1` | `["temporal-system:admin"]` |',
    );
  });
});

describe('what an identity provider is told', () => {
  test('is each subject’s exact claim, for programs and for people', () => {
    const data = claimsData('permissions', authModel());
    expect(JSON.parse(data['claims.json'])).toEqual({
      claim: 'permissions',
      audience: 'temporal',
      subjects: [{ kind: 'service', subject: 'payments-worker', permissions: ['payments:write'] }],
    });
    expect(data['claims.md']).toContain('| service (`sub`) | `payments-worker` | `["payments:write"]` |');
  });
});
