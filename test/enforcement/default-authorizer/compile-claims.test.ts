import { apisOf } from '../../../src/access/catalogue/api-catalogue';
import type { GrantModel } from '../../../src/access/model';
import { SubjectKind } from '../../../src/access/subject';
import { claimsOfGrants } from '../../../src/enforcement/default-authorizer/compile-claims';
import { everywhere, only, service, user } from '../../access/builders';

const APIS = apisOf('1.32.2');
const grant = (subject: GrantModel['subject'], permissions: string[], places = everywhere): GrantModel => ({
  subject,
  role: 'role',
  permissions,
  places,
});

describe('the claims of subjects', () => {
  test('join what their roles give, one entry for each subject, in a stable order', () => {
    const grants = [
      grant(user('b'), ['temporal:workflow:read'], only('testing')),
      grant(service('s'), ['temporal:task:poll'], only('staging')),
      grant(user('a'), ['temporal:admin']),
      grant(user('b'), ['temporal:workflow:start'], only('staging')),
      grant(user('b'), ['temporal:workflow:start'], only('testing')),
    ];
    const expected = [
      { subjectKind: SubjectKind.SERVICE, subject: 's', permissions: ['staging:write'] },
      { subjectKind: SubjectKind.USER, subject: 'a', permissions: ['temporal-system:admin'] },
      { subjectKind: SubjectKind.USER, subject: 'b', permissions: ['staging:write', 'testing:write'] },
    ];
    expect(claimsOfGrants(APIS, grants)).toEqual(expected);
    expect(claimsOfGrants(APIS, [...grants].reverse())).toEqual(expected);
  });

  test('keep a user and a service of one name apart', () => {
    const grants = [grant(user('x'), ['temporal:admin']), grant(service('x'), ['temporal:task:poll'], only('testing'))];
    expect(claimsOfGrants(APIS, grants).map(({ permissions }) => permissions)).toEqual([
      ['testing:write'],
      ['temporal-system:admin'],
    ]);
  });

  test('of a subject that may do nothing are an empty list', () => {
    expect(claimsOfGrants(APIS, [grant(user('a'), ['temporal:admin'], only())])).toEqual([
      { subjectKind: SubjectKind.USER, subject: 'a', permissions: [] },
    ]);
  });
});
