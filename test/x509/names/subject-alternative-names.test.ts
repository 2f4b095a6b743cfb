import * as fc from 'fast-check';
import { AuthErrors } from '../../../src/core/auth-errors';
import { dnsName, dnsNameOrWildcard, ipAddress } from '../../../src/x509/names/subject-alternative-names';
import { codeOf, refusalOf } from '../../support/refusal';

const host = (value: unknown) => dnsName(value, 'MtlsPki.frontendDnsNames[0]');
const listener = (value: unknown) => dnsNameOrWildcard(value, 'MtlsPki.frontendDnsNames[0]');
const address = (value: unknown) => ipAddress(value, 'MtlsPki.frontendIpAddresses[0]');

describe('a DNS name', () => {
  test.each([
    ['temporal.example.com', 'temporal.example.com'],
    ['localhost', 'localhost'],
    ['Temporal.SVC', 'temporal.svc'],
    ['temporal.example.com.', 'temporal.example.com'],
    ['b\u00fccher.example', 'xn--bcher-kva.example'],
    ['B\u00dcCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['\u65e5\u672c.example', 'xn--wgv71a.example'],
  ])('P26 %j is written into the certificate as %s', (given, written) => {
    expect(host(given)).toBe(written);
  });

  test.each(['127.0.0.1', '10.0.0.1', '::1', '[::1]', '999.1.1.1', '1.2.3', '0x7f.1', '1.2.3.4:80'])(
    'P10 %s is refused: it is an address, and belongs to the addresses',
    (given) => {
      const refusal = refusalOf(() => host(given));
      expect(refusal.code).toBe('INVALID_SAN');
      expect(refusal.option).toBe('MtlsPki.frontendDnsNames[0]');
      expect(refusal.fix).toContain('IP addresses');
    },
  );

  test.each(['xn--a', 'xn--', 'a.xn--a.example'])('P26 %s is refused: no registry gives out this A-label', (given) => {
    expect(codeOf(() => host(given))).toBe('INVALID_SAN');
  });

  test.each(['\u{1f4a9}.example', 'xn--ls8h.example'])('P26 %j is refused: a picture is no letter', (given) => {
    expect(codeOf(() => host(given))).toBe('INVALID_SAN');
  });

  test('P26 a label that mixes look-alike scripts is refused, and shown escaped', () => {
    const refusal = refusalOf(() => host('temp\u043eral.example'));
    expect(refusal.code).toBe('INVALID_SAN');
    expect(refusal.value).toContain('\\u{43e}');
    expect(codeOf(() => host('xn--tempral-djg.example'))).toBe('INVALID_SAN');
  });

  test.each(['temporal_frontend', 'a..b', '.a', 'a..', '-a.example', 'a-.example', 'a/b', 'a@b', '*.example.com'])(
    '%j is refused: it is no host name',
    (given) => {
      expect(codeOf(() => host(given))).toBe('INVALID_SAN');
    },
  );

  test('an underscore is refused with the advice to write a hyphen', () => {
    expect(refusalOf(() => host('temporal_frontend')).fix).toContain('write "-"');
  });

  test('a label holds 63 characters and a name 253, and not one more', () => {
    const label = 'a'.repeat(63);
    expect(host(`${label}.example`)).toBe(`${label}.example`);
    expect(codeOf(() => host(`a${label}.example`))).toBe('INVALID_SAN');
    const name = `${label}.${label}.${label}.${'a'.repeat(61)}`;
    expect(name).toHaveLength(253);
    expect(host(name)).toBe(name);
    expect(codeOf(() => host(`${name}a`))).toBe('INVALID_SAN');
  });

  test.each([' a.example', 'a.example\n', 'a\u0000.evil', 'a\u200b.example', '{{ .x }}', '', 7, null, ['a']])(
    '%j is refused before it is read as a name',
    (given) => {
      expect(['INVALID_VALUE', 'UNSAFE_TEXT', 'WRONG_TYPE']).toContain(codeOf(() => host(given)));
    },
  );

  test('is written the same when what was written is read again', () => {
    fc.assert(
      fc.property(fc.domain(), fc.boolean(), (domain, upperCase) => {
        const written = host(upperCase ? domain.toUpperCase() : domain);
        expect(written).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
        expect(host(written)).toBe(written);
      }),
    );
  });

  test('is ASCII labels or refused by a code, whatever text is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (given) => {
        try {
          expect(listener(given)).toMatch(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/);
        } catch (error) {
          expect(AuthErrors.details(error)?.option).toBe('MtlsPki.frontendDnsNames[0]');
        }
      }),
    );
  });
});

describe('a wildcard', () => {
  test('P25 covers the left-most label of a name of its own', () => {
    expect(listener('*.temporal.svc.cluster.local')).toBe('*.temporal.svc.cluster.local');
    expect(listener('*.Temporal.example.com')).toBe('*.temporal.example.com');
    expect(listener('*.example.com')).toBe('*.example.com');
  });

  test.each(['*', '*.', '*.com', '*.local', '*.cluster.local', '*.svc.cluster.local', '*.svc.example.org'])(
    'P25 %s is refused: it covers what others own',
    (given) => {
      expect(codeOf(() => listener(given))).toBe('INVALID_SAN');
    },
  );

  test.each(['a.*.b', '*a.b.c', 'a*.b.c', '*.*.b.c', '**.b.c'])(
    'P25 %s is refused: only a whole first label',
    (given) => {
      const refusal = refusalOf(() => listener(given));
      expect(refusal.code).toBe('INVALID_SAN');
      expect(refusal.expected).toContain('left-most label only');
    },
  );
});

describe('an IP address', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:a00:1', '10.0.0.1'],
  ])('P10 %s is written as %s', (given, written) => {
    expect(address(given)).toBe(written);
  });

  test.each([
    '999.1.1.1',
    '1.2.3',
    '0x7f.1',
    '010.0.0.1',
    '1.2.3.4/24',
    '1.2.3.4:80',
    '[::1]',
    'fe80::1%eth0',
    ':::1',
    'host',
  ])('P10 %s is refused', (given) => {
    expect(codeOf(() => address(given))).toBe('INVALID_SAN');
  });
});
