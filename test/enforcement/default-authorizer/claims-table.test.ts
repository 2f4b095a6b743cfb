import { SubjectKind } from '../../../src/access/subject';
import { claimsData, renderClaimsTable } from '../../../src/enforcement/default-authorizer/claims-table';
import type { SubjectClaims } from '../../../src/enforcement/subject-claims';
import { authModel } from '../../gen/auth-model';

describe('the table of claims', () => {
  test('has a row for each subject with the claim as JSON, to be copied', () => {
    const claims: SubjectClaims[] = [
      { subjectKind: SubjectKind.OIDC_GROUP, subject: 'payments-devs', permissions: ['testing:write'] },
      { subjectKind: SubjectKind.USER, subject: 'ops@company.com', permissions: ['temporal-system:read'] },
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
    const claims = [{ subjectKind: SubjectKind.USER, subject: 'auth0|1', permissions: ['temporal-system:admin'] }];
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
