import { requireIssuable } from '../../../src/x509/issue/profile-checks';
import type { CertificateProfile } from '../../../src/x509/model';
import { type NameSubtrees, NO_SUBTREES } from '../../../src/x509/names/name-constraints';
import { intermediate, leaf, root } from '../../gen/certificates';
import { codeOf, refusalOf } from '../../support/refusal';

const rsa = {
  keyUsages: ['digital signature', 'key encipherment'],
  privateKey: { algorithm: 'RSA', size: 3072 },
} as const;
const permitted = (changes: Partial<NameSubtrees>): NameSubtrees => ({ ...NO_SUBTREES, ...changes });
const cast = (changes: object) => leaf(changes as Partial<CertificateProfile>);

describe('a profile is refused', () => {
  const refusals: Array<[string, CertificateProfile, string]> = [
    ['P09 without a name', leaf({ dnsNames: [] }), 'EMPTY_LIST'],
    ['P10 with an address among its DNS names', leaf({ dnsNames: ['127.0.0.1'] }), 'INVALID_SAN'],
    ['P10 with a CIDR block', leaf({ ipAddresses: ['10.0.0.0/8'] }), 'INVALID_SAN'],
    ['P10 with an address that is not in its canonical form', leaf({ ipAddresses: ['2001:DB8::1'] }), 'INVALID_SAN'],
    ['P26 with a name in Unicode', leaf({ dnsNames: ['bücher.example'] }), 'INVALID_SAN'],
    ['P25 with a bare wildcard', leaf({ dnsNames: ['*'] }), 'INVALID_SAN'],
    ['P25 with the wildcard of all Services', leaf({ dnsNames: ['*.svc.cluster.local'] }), 'INVALID_SAN'],
    ['P17 with NUL in a name', leaf({ dnsNames: ['a\u0000.evil'] }), 'UNSAFE_TEXT'],
    ['P17 with a line break in the subject', leaf({ subject: { commonName: 'a\nb' } }), 'UNSAFE_TEXT'],
    ['P16 with a subject of 65 characters', leaf({ subject: { commonName: 'x'.repeat(65) } }), 'OUT_OF_RANGE'],
    ['with markup in the subject', root({ subject: { commonName: 'a', organization: '<b>' } }), 'INVALID_VALUE'],
    ['with a name twice', leaf({ dnsNames: ['a.example', 'a.example'] }), 'DUPLICATE_VALUE'],
    ['with a URI without a host', leaf({ uris: ['spiffe:///x'] }), 'INVALID_SAN'],
    ['with a URI with a blank', leaf({ uris: ['spiffe://x y/z'] }), 'INVALID_SAN'],
    ['with a script for a URI', leaf({ uris: ['javascript:1'] }), 'INVALID_SAN'],
    ['with a query in a URI', leaf({ uris: ['spiffe://x/y?z'] }), 'INVALID_SAN'],
    ['with a URI of 2049 characters', leaf({ uris: [`spiffe://x/${'y'.repeat(2038)}`] }), 'INVALID_SAN'],
    ['with 1,001 names', leaf({ dnsNames: Array.from({ length: 1001 }, (_, i) => `h${i}.example`) }), 'OUT_OF_RANGE'],
    ['P11 without an extended key usage', leaf({ extendedKeyUsages: [] }), 'EMPTY_LIST'],
    ['P12 as a leaf that signs', leaf({ keyUsages: ['digital signature', 'cert sign'] }), 'INVALID_VALUE'],
    ['without digital signature', leaf({ keyUsages: [] }), 'INVALID_VALUE'],
    [
      'with key encipherment for an EC key',
      leaf({ keyUsages: ['digital signature', 'key encipherment'] }),
      'INVALID_VALUE',
    ],
    [
      'with key encipherment for an RSA key of a client',
      leaf({ ...rsa, extendedKeyUsages: ['client auth'] }),
      'INVALID_VALUE',
    ],
    ['P20 with RSA-1024', leaf({ privateKey: { algorithm: 'RSA', size: 1024 } }), 'WEAK_KEY'],
    ['P20 with P-521', leaf({ privateKey: { algorithm: 'ECDSA', size: 521 } }), 'WEAK_KEY'],
    ['P25 as a root with permitted names', root({ permittedNames: permitted({ dnsDomains: ['a'] }) }), 'INVALID_VALUE'],
    ['P25 as a leaf with permitted names', leaf({ permittedNames: permitted({ dnsDomains: ['a'] }) }), 'INVALID_VALUE'],
    ['P25 with no permitted name', intermediate({ permittedNames: permitted({}) }), 'INVALID_VALUE'],
    [
      'P25 with a domain in capitals',
      intermediate({ permittedNames: permitted({ dnsDomains: ['A'] }) }),
      'INVALID_SAN',
    ],
    ['P25 with a URI for a host', intermediate({ permittedNames: permitted({ uriDomains: ['a/b'] }) }), 'INVALID_SAN'],
    [
      'P25 with half a mailbox',
      intermediate({ permittedNames: permitted({ emailAddresses: ['a@'] }) }),
      'INVALID_VALUE',
    ],
    ['P10 with half a range', intermediate({ permittedNames: permitted({ ipRanges: ['10.0.0.1/8'] }) }), 'INVALID_SAN'],
    [
      'P25 with a domain twice',
      intermediate({ permittedNames: permitted({ dnsDomains: ['a', 'a'] }) }),
      'DUPLICATE_VALUE',
    ],
    ['P18 for less than an hour', leaf({ durationSeconds: 3599 }), 'INVALID_LIFETIME'],
    ['P18 for more than 25 years', root({ durationSeconds: 25 * 365 * 86_400 + 1 }), 'INVALID_LIFETIME'],
    ['P18 for no number of seconds', cast({ durationSeconds: Number.NaN }), 'INVALID_LIFETIME'],
  ];
  test.each(refusals)('%s', (_name, profile, code) => {
    expect(codeOf(() => requireIssuable(profile))).toBe(code);
  });

  test('at the option that is wrong, by the name of its certificate', () => {
    const profile = leaf({ dnsNames: ['a.example', 'B.example'] });
    expect(refusalOf(() => requireIssuable(profile))).toMatchObject({
      code: 'INVALID_SAN',
      option: 'certificate frontend.dnsNames[1]',
      expected: 'its canonical form, b.example',
    });
  });
});

describe('a profile is issued', () => {
  test.each([
    ['with 1,000 names', leaf({ dnsNames: Array.from({ length: 1000 }, (_, i) => `h${i}.example`) })],
    ['with an address alone', leaf({ dnsNames: [], ipAddresses: ['::1'] })],
    ['with a URI alone', leaf({ dnsNames: [], uris: ['spiffe://cluster.local/ns/temporal/sa/worker'] })],
    ["with a team's wildcard", leaf({ dnsNames: ['*.temporal.svc.cluster.local'] })],
    ['with key encipherment for an RSA key of a server', leaf(rsa)],
    ['for an hour', leaf({ durationSeconds: 3600 })],
    ['for 25 years', root({ durationSeconds: 25 * 365 * 86_400 })],
  ])('%s', (_name, profile) => {
    expect(() => requireIssuable(profile)).not.toThrow();
  });
});
