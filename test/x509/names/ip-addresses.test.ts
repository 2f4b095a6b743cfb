import { BlockList, isIP } from 'node:net';
import * as fc from 'fast-check';
import { addressOctets, ipRange, isInRange, rangeOctets } from '../../../src/x509/names/ip-addresses';
import { ipAddress } from '../../../src/x509/names/subject-alternative-names';
import { codeOf, refusalOf } from '../../support/refusal';

const range = (value: unknown) => ipRange(value, 'PermittedNames.ipRanges[0]');
const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => ipAddress(text, 'address'));

describe('a range of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['192.0.2.1/32', '192.0.2.1/32'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8:0:0::/33', '2001:db8::/33'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
  ])('P10 %s is written as %s', (given, written) => {
    expect(range(given)).toBe(written);
  });

  test.each([
    ...['10.0.0.0', '10.0.0.0/', '/8', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8'],
    ...[
      '10.0.0.0/255.0.0.0',
      '2001:db8::/129',
      '2001:db8::1%eth0/64',
      '[::]/0',
      '::ffff:10.0.0.0/104',
      'example.com/8',
    ],
  ])('P10 %s is refused', (given) => {
    expect(codeOf(() => range(given))).toBe('INVALID_SAN');
  });

  test.each(['10.0.0.1/8', '10.128.0.0/8', '2001:db8::1/32', '10.0.0.255/31'])(
    'P10 %s is refused: it is not the first of its range',
    (given) => {
      expect(refusalOf(() => range(given)).expected).toBe('the first address of the range');
    },
  );

  test.each([
    ['10.0.0.0/8', '0a000000', 'ff000000'],
    ['10.0.0.0/9', '0a000000', 'ff800000'],
    ['0.0.0.0/0', '00000000', '00000000'],
    ['1.2.3.4/32', '01020304', 'ffffffff'],
    ['2001:db8::/33', `20010db8${'0'.repeat(24)}`, `ffffffff80${'0'.repeat(22)}`],
  ])('%s is %s and %s in octets', (given, first, mask) => {
    const octets = rangeOctets(given);
    expect([octets.address.toString('hex'), octets.mask.toString('hex')]).toEqual([first, mask]);
  });

  test('holds what Node says that it holds', () => {
    fc.assert(
      fc.property(address, address, fc.nat(128), (first, other, bits) => {
        const family = isIP(first) === 4 ? 'ipv4' : 'ipv6';
        const length = bits % (family === 'ipv4' ? 33 : 129);
        const list = new BlockList();
        list.addSubnet(first, length, family);
        const expected = isIP(other) === isIP(first) && list.check(other, family);
        expect(isInRange(other, `${first}/${length}`)).toBe(expected);
        expect(isInRange(first, `${first}/${length}`)).toBe(true);
      }),
    );
  });
});

describe('the octets of an address', () => {
  test.each([
    ['10.0.0.1', '0a000001'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['2001:db8::1:0:0', `20010db8${'0'.repeat(12)}000100000000`],
  ])('%s is %s', (text, octets) => {
    expect(addressOctets(text).toString('hex')).toBe(octets);
  });
});
