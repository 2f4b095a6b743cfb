import { readSubject, Subject, SubjectKind } from '../../src/access/subject';
import { codeOf, refusalOf } from '../support/refusal';

describe('a service', () => {
  test.each(['orders', 'admin@corp', 'auth0|5f7c8ec7', 'system:serviceaccount:payments:worker', '7', 'a'.repeat(255)])(
    '%s is taken as the sub of its tokens',
    (id) => {
      expect(Subject.service(id)).toMatchObject({ subjectKind: SubjectKind.SERVICE, subjectId: id });
    },
  );

  test.each([
    ['', 'INVALID_VALUE'],
    ['a b', 'INVALID_VALUE'],
    ['*', 'INVALID_VALUE'],
    ['../etc', 'INVALID_VALUE'],
    ['a/b', 'INVALID_VALUE'],
    ['@a', 'INVALID_VALUE'],
    ['__proto__', 'INVALID_VALUE'],
    ['adm\u0456n', 'INVALID_VALUE'],
    ['a'.repeat(256), 'OUT_OF_RANGE'],
    ['a'.repeat(300), 'OUT_OF_RANGE'],
    ['a\nb', 'UNSAFE_TEXT'],
    [7, 'WRONG_TYPE'],
    [undefined, 'MISSING_OPTION'],
  ])('G09 F03 %j is refused with %s', (id, code) => {
    expect(codeOf(() => Subject.service(id as string))).toBe(code);
  });
});

describe('an OIDC group', () => {
  test.each(['payments-devs', '/payments/devs', 'Payments Devs', 'CN=Devs,OU=Payments'])(
    '%s is taken to the letter',
    (name) => {
      expect(Subject.oidcGroup(name, { mappedByProvider: true })).toMatchObject({
        subjectKind: SubjectKind.OIDC_GROUP,
        subjectId: name,
        _mappedByProvider: true,
      });
    },
  );

  test('J22 whether the provider maps it must be said', () => {
    expect(refusalOf(() => Subject.oidcGroup('devs', {} as never))).toMatchObject({
      code: 'MISSING_OPTION',
      option: 'OidcGroupOptions.mappedByProvider',
    });
    expect(codeOf(() => (Subject.oidcGroup as (name: string) => Subject)('devs'))).toBe('MISSING_OPTION');
  });

  test.each(['true', 1, null])('F03 mappedByProvider %j is refused, never truthy', (mappedByProvider) => {
    expect(codeOf(() => Subject.oidcGroup('devs', { mappedByProvider } as never))).toBe('WRONG_TYPE');
  });

  test('F02 an unknown option is refused', () => {
    expect(codeOf(() => Subject.oidcGroup('devs', { mappedByProvider: true, mapped: true } as never))).toBe(
      'UNKNOWN_OPTION',
    );
  });

  test.each(['', ' devs', 'd\u0435vs', 'a`b', '__proto__'])('G09 %j is refused', (name) => {
    expect(codeOf(() => Subject.oidcGroup(name, { mappedByProvider: true }))).toBe('INVALID_VALUE');
  });
});

describe('a subject of any class', () => {
  test('is read once', () => {
    let asked = 0;
    const shifty = {
      subjectKind: SubjectKind.SERVICE,
      get subjectId() {
        asked += 1;
        return asked === 1 ? 'orders' : 'admin';
      },
    };
    const read = readSubject(shifty, 'subject');
    expect([read.subjectId, read.subjectId]).toEqual(['orders', 'orders']);
  });

  test.each([
    [undefined, 'WRONG_TYPE'],
    [null, 'WRONG_TYPE'],
    ['orders', 'WRONG_TYPE'],
    [{}, 'MISSING_OPTION'],
    [{ subjectKind: 'ROBOT', subjectId: 'a' }, 'INVALID_VALUE'],
    [{ subjectKind: 'SERVICE' }, 'MISSING_OPTION'],
    [{ subjectKind: 'SERVICE', subjectId: 7 }, 'WRONG_TYPE'],
  ])('F03 %j is refused with %s', (subject, code) => {
    expect(codeOf(() => readSubject(subject as never, 'subject'))).toBe(code);
  });
});
