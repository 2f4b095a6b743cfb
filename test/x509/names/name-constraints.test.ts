import * as fc from 'fast-check';
import {
  type CertificateNames,
  isEmpty,
  type NameSubtrees,
  NO_SUBTREES,
  namesOutside,
} from '../../../src/x509/names/name-constraints';

const NO_NAMES: CertificateNames = { dnsNames: [], uris: [], emailAddresses: [], ipAddresses: [] };
const names = (given: Partial<CertificateNames>): CertificateNames => ({ ...NO_NAMES, ...given });
const subtrees = (given: Partial<NameSubtrees>): NameSubtrees => ({ ...NO_SUBTREES, ...given });

describe('P25 a DNS name', () => {
  test.each([
    ['a.example', 'a.example', true],
    ['b.a.example', 'a.example', true],
    ['c.b.a.example', 'a.example', true],
    ['*.a.example', 'a.example', true],
    ['*.b.a.example', 'a.example', true],
    ['*.example', 'a.example', false], // it reaches a.example, and everything beside it
    ['ba.example', 'a.example', false],
    ['a.example.evil', 'a.example', false],
    ['example', 'a.example', false],
    ['b.example', 'a.example', false],
    ['a.example', 'local', false],
    ['a.local', 'local', true],
    ['b.a.example', '.a.example', true], // as others write it
    ['a.example', '.a.example', false],
    ['a.example', '', true],
  ])('%s below the domain "%s" is permitted: %s', (name, domain, permitted) => {
    const outside = namesOutside(names({ dnsNames: [name] }), subtrees({ dnsDomains: [domain] }));
    expect(outside).toEqual(permitted ? [] : [name]);
  });

  test.each([
    ['a.example', 'a.example', true],
    ['b.a.example', 'a.example', true],
    ['*.example', 'a.example', true], // CVE-2025-61727
    ['*.example', 'c.b.example', true],
    ['a.example', '.a.example', false],
    ['b.example', 'a.example', false],
    ['*.b.example', 'a.example', false],
  ])('%s is excluded by the domain "%s": %s', (name, domain, excluded) => {
    const outside = namesOutside(names({ dnsNames: [name] }), NO_SUBTREES, subtrees({ dnsDomains: [domain] }));
    expect(outside).toEqual(excluded ? [name] : []);
  });

  test('is the common name too where it looks like one and no other is there, as OpenSSL has it', () => {
    const permitted = subtrees({ dnsDomains: ['a.example'] });
    expect(namesOutside(names({ commonName: 'B.example' }), permitted)).toEqual(['b.example']);
    expect(namesOutside(names({ commonName: 'b.a.example' }), permitted)).toEqual([]);
    expect(namesOutside(names({ commonName: 'b.example', dnsNames: ['a.example'] }), permitted)).toEqual([]);
    for (const commonName of ['payments-worker', 'Ann B. Example', 'a@b.example', '.b.example', 'b..example']) {
      expect(namesOutside(names({ commonName }), permitted)).toEqual([]);
    }
  });
});

describe('P25 a URI', () => {
  test.each([
    ['spiffe://a.example/ns/x/sa/y', 'a.example', true, true],
    ['spiffe://a.example', 'a.example', true, true],
    ['SPIFFE://A.example/x', 'a.example', true, true],
    ['https://u:p@a.example:8443/x?y#z', 'a.example', true, true],
    ['spiffe://b.a.example/x', 'a.example', false, true], // Go takes it for inside, OpenSSL does not
    ['spiffe://b.a.example/x', '.a.example', true, true],
    ['spiffe://a.example/x', '.a.example', false, false],
    ['spiffe://ba.example/x', '.a.example', false, false],
    ['spiffe://ba.example/x', 'a.example', false, false],
    ['spiffe://evil.example/a.example', 'a.example', false, false],
    ['spiffe://a.example@evil.example/x', 'a.example', false, false],
    ['spiffe://evil.example#@a.example', 'a.example', false, false],
    ['spiffe://10.0.0.1/x', 'a.example', false, true], // verifiers refuse what they cannot compare
    ['spiffe://[::1]/x', 'a.example', false, true],
    ['urn:a.example', 'a.example', false, true],
    ['spiffe:///x', 'a.example', false, true],
  ])('%s on the host "%s" is permitted: %s, excluded: %s', (uri, host, permitted, excluded) => {
    const limits = subtrees({ uriDomains: [host] });
    expect(namesOutside(names({ uris: [uri] }), limits)).toEqual(permitted ? [] : [uri]);
    expect(namesOutside(names({ uris: [uri] }), NO_SUBTREES, limits)).toEqual(excluded ? [uri] : []);
  });
});

describe('P25 an e-mail address', () => {
  test.each([
    ['ann@a.example', 'ann@a.example', true, true],
    ['ann@A.EXAMPLE', 'ann@a.example', true, true],
    ['Ann@a.example', 'ann@a.example', false, true],
    ['bob@a.example', 'ann@a.example', false, false],
    ['ann@a.example', 'a.example', true, true],
    ['ann@b.a.example', 'a.example', false, true],
    ['ann@b.a.example', '.a.example', true, true],
    ['ann@a.example', '.a.example', false, false],
    ['ann@a.example@evil.example', 'a.example', false, false],
  ])('%s is permitted by "%s": %s, excluded: %s', (mailbox, subtree, permitted, excluded) => {
    const limits = subtrees({ emailAddresses: [subtree] });
    expect(namesOutside(names({ emailAddresses: [mailbox] }), limits)).toEqual(permitted ? [] : [mailbox]);
    expect(namesOutside(names({ emailAddresses: [mailbox] }), NO_SUBTREES, limits)).toEqual(excluded ? [mailbox] : []);
  });
});

describe('P25 an address', () => {
  test.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::1', '10.0.0.0/8', false], // both families are one kind
    ['10.0.0.1', '::/0', false],
  ])('%s in the range %s is permitted: %s', (address, range, permitted) => {
    const limits = subtrees({ ipRanges: [range] });
    expect(namesOutside(names({ ipAddresses: [address] }), limits)).toEqual(permitted ? [] : [address]);
    expect(namesOutside(names({ ipAddresses: [address] }), NO_SUBTREES, limits)).toEqual(permitted ? [address] : []);
  });
});

describe('P25 names of several kinds', () => {
  const all = names({ dnsNames: ['a.example'], uris: ['spiffe://b.example/x'], ipAddresses: ['10.0.0.1'] });

  test('are limited each by their own kind', () => {
    expect(namesOutside(all, NO_SUBTREES)).toEqual([]);
    expect(namesOutside(all, subtrees({ dnsDomains: ['c.example'] }))).toEqual(['a.example']);
    expect(namesOutside(all, subtrees({ emailAddresses: ['c.example'] }))).toEqual([]);
    const limits = { dnsDomains: ['a.example'], uriDomains: ['c.example', 'b.example'] };
    expect(namesOutside(all, subtrees(limits))).toEqual([]);
    expect(namesOutside(all, subtrees(limits), subtrees({ uriDomains: ['b.example'] }))).toEqual([
      'spiffe://b.example/x',
    ]);
  });

  test('are limited where anything is listed at all', () => {
    expect(isEmpty(NO_SUBTREES)).toBe(true);
    expect(isEmpty(subtrees({ ipRanges: ['10.0.0.0/8'] }))).toBe(false);
  });
});

describe('P25 of two domains', () => {
  const label = fc.constantFrom('a', 'b', 'ab', 'svc');
  const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const host = fc.tuple(fc.constantFrom('', '.'), domain).map(([dot, text]) => dot + text);

  test('what is below one is below the one above it', () => {
    fc.assert(
      fc.property(domain, domain, (below, above) => {
        const name = `x.${below}.${above}`;
        expect(namesOutside(names({ dnsNames: [name, `*.${name}`] }), subtrees({ dnsDomains: [above] }))).toEqual([]);
      }),
    );
  });

  test('labels are compared whole, from the right', () => {
    fc.assert(
      fc.property(domain, domain, (name, above) => {
        const [labels, wanted] = [name.split('.').reverse(), above.split('.').reverse()];
        const inside = wanted.every((each, index) => labels[index] === each);
        const outside = namesOutside(names({ dnsNames: [name] }), subtrees({ dnsDomains: [above] }));
        expect(outside).toEqual(inside ? [] : [name]);
      }),
    );
  });

  test('whatever is permitted would be excluded by the same: the wide reading holds the narrow one', () => {
    fc.assert(
      fc.property(domain, host, (name, subtree) => {
        const all = names({ dnsNames: [name], uris: [`spiffe://${name}/x`], emailAddresses: [`x@${name}`] });
        const limits = subtrees({ dnsDomains: [subtree], uriDomains: [subtree], emailAddresses: [subtree] });
        const permitted = [...all.dnsNames, ...all.uris, ...all.emailAddresses].filter(
          (each) => !namesOutside(all, limits).includes(each),
        );
        expect(namesOutside(all, NO_SUBTREES, limits)).toEqual(expect.arrayContaining(permitted));
      }),
    );
  });

  test('more permitted subtrees permit no less, and more excluded ones no more', () => {
    fc.assert(
      fc.property(domain, fc.array(host, { minLength: 1, maxLength: 3 }), host, (name, some, another) => {
        const all = names({ uris: [`spiffe://${name}/x`] });
        const count = (permitted: string[], excluded: string[] = []) =>
          namesOutside(all, subtrees({ uriDomains: permitted }), subtrees({ uriDomains: excluded })).length;
        expect(count([...some, another])).toBeLessThanOrEqual(count(some));
        expect(count([], [...some, another])).toBeGreaterThanOrEqual(count([], some));
      }),
    );
  });
});
