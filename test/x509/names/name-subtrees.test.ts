import { dnsDomain, emailDomain, uriDomain } from '../../../src/x509/names/name-subtrees';
import { codeOf, refusalOf } from '../../support/refusal';

const OPTION = 'PermittedNames.dnsDomains[0]';

describe('a domain of name constraints', () => {
  test.each([
    ['temporal.svc.cluster.local', 'temporal.svc.cluster.local'],
    ['Payments.Example', 'payments.example'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['local', 'local'],
  ])('P25 %s is %s, of names, URIs and mailboxes', (given, written) => {
    expect([dnsDomain, uriDomain, emailDomain].map((check) => check(given, OPTION))).toEqual(Array(3).fill(written));
  });

  test.each([
    '',
    '.',
    '..',
    'a..b',
    'a_b.example',
    '10.0.0.1',
    '::1',
    'a b',
    'a\u0000.b',
    'a/b',
    'https://a.example',
    'a:80',
  ])('P25 %j is refused', (given) => {
    for (const check of [dnsDomain, uriDomain, emailDomain]) {
      expect(codeOf(() => check(given, OPTION))).toMatch(/^(INVALID_SAN|UNSAFE_TEXT|INVALID_VALUE)$/);
    }
  });

  test.each(['a.example.', '*.a.example', '*', '.*.a.example', '.a.example.'])(
    'P25 %s is refused: verifiers differ in what it means',
    (given) => {
      for (const check of [dnsDomain, uriDomain, emailDomain]) {
        expect(refusalOf(() => check(given, OPTION)).expected).toBe('a domain as name constraints write it');
      }
    },
  );

  test('P25 means the hosts below it with a dot in front, which DNS names are without', () => {
    expect(refusalOf(() => dnsDomain('.a.example', OPTION)).fix).toMatch(/Leave out the dot/);
    expect(uriDomain('.A.example', OPTION)).toBe('.a.example');
    expect(emailDomain('.A.example', OPTION)).toBe('.a.example');
    expect(codeOf(() => uriDomain('..a.example', OPTION))).toBe('INVALID_SAN');
  });

  test.each([
    ['Ann.B+c@Example.com', 'Ann.B+c@example.com'],
    ['ann@b\u00fccher.example', 'ann@xn--bcher-kva.example'],
  ])('91 %s is the mailbox %s', (given, written) => {
    expect(emailDomain(given, OPTION)).toBe(written);
  });

  test.each([
    '@a.example',
    'a@',
    'a@.example',
    'a@b@c.example',
    '"a b"@c.example',
    'Ann <a@b.example>',
    'mailto:a@b.example',
    'a..b@c.example',
  ])('91 %s is refused', (given) => {
    expect(codeOf(() => emailDomain(given, OPTION))).toMatch(/^(INVALID_SAN|INVALID_VALUE|UNSAFE_TEXT)$/);
  });
});
