import { nameSubtrees, permittedNames } from '../../../src/pki/certificates/name-constraints-options';
import { NO_SUBTREES } from '../../../src/x509/names/name-constraints';
import { codeOf, refusalOf } from '../../support/refusal';

const read = (value: unknown) => permittedNames(value, 'CertificateAuthority.local.nameConstraints');

describe('the names that an authority may sign', () => {
  test('P25 are read in their canonical form, and a kind that is left out is not limited', () => {
    expect(nameSubtrees(read({ dnsDomains: ['A.example'], ipRanges: ['2001:DB8::/32'] }))).toEqual({
      ...NO_SUBTREES,
      dnsDomains: ['a.example'],
      ipRanges: ['2001:db8::/32'],
    });
  });

  test.each([
    ['nothing', {}, 'EMPTY_LIST'],
    ['an empty list, which limits nothing', { dnsDomains: [], uriDomains: ['a.example'] }, 'EMPTY_LIST'],
    ['a domain twice', { dnsDomains: ['a.example', 'A.example'] }, 'DUPLICATE_VALUE'],
    ['101 domains', { dnsDomains: Array.from({ length: 101 }, (_, i) => `a${i}`) }, 'OUT_OF_RANGE'],
    ['what does not exist', { excludedDnsDomains: ['a.example'] }, 'UNKNOWN_OPTION'],
    ['a wildcard', { dnsDomains: ['*.a.example'] }, 'INVALID_SAN'],
    ['a URI', { uriDomains: ['spiffe://a.example'] }, 'INVALID_SAN'],
    ['half a mailbox', { emailAddresses: ['ann@'] }, 'INVALID_VALUE'],
    ['an address', { ipRanges: ['10.0.0.1'] }, 'INVALID_SAN'],
    ['a text', 'a.example', 'WRONG_TYPE'],
  ])('P25 are refused with %s', (_what, value, code) => {
    expect(codeOf(() => read(value))).toBe(code);
  });

  test('P25 are refused at the item that is wrong', () => {
    expect(refusalOf(() => read({ uriDomains: ['a.example', 'b.example.'] })).option).toBe(
      'CertificateAuthority.local.nameConstraints.uriDomains[1]',
    );
  });
});
