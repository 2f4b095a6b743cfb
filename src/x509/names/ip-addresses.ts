import { isIP } from 'node:net';
import { type Check, text } from '../../core/guards';
import { ipAddress, refuseSan } from './subject-alternative-names';

/** 4 or 16 octets, from the canonical form. */
export function addressOctets(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [left, right] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const groups = right === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

/**
 * A range of IP addresses, `10.0.0.0/8`: the first address in its canonical form and how many bits are fixed. Throws
 * `INVALID_SAN`. Source: RFC 4632 section 3.1.
 */
export const ipRange: Check<string> = (value, option) => {
  const given = text('a range of IP addresses')(value, option);
  const [, address, length] = /^([0-9a-fA-F:.]+)\/(0|[1-9]\d{0,2})$/.exec(given) ?? [];
  const bits = address !== undefined && isIP(address) !== 0 ? 8 * addressOctets(ipAddress(address, option)).length : 0;
  if (address === undefined || bits === 0 || Number(length) > bits || isIP(address) !== (bits === 32 ? 4 : 6)) {
    refuseSan(given, option, 'an IPv4 or IPv6 address, "/" and a prefix length', 'Write it as "10.0.0.0/8".');
  }
  const first = ipAddress(address, option);
  const octets = addressOctets(first);
  const { mask } = rangeOctets(`${first}/${length}`);
  if (octets.some((octet, index) => (octet & ~mask[index]) !== 0)) {
    refuseSan(given, option, 'the first address of the range', `Clear the bits behind the first ${length}.`);
  }
  return `${first}/${length}`;
};

/** Address and mask of a range, as RFC 5280 section 4.2.1.10 writes them one behind the other. */
export function rangeOctets(range: string): { readonly address: Buffer; readonly mask: Buffer } {
  const [first, length] = range.split('/');
  const address = addressOctets(first);
  const mask = address.map((_octet, index) => 0xff00 >> Math.max(0, Math.min(8, Number(length) - 8 * index)));
  return { address, mask: Buffer.from(mask) };
}

/** Whether an address lies in a range. An address of the other family never does. */
export function isInRange(address: string, range: string): boolean {
  const octets = addressOctets(address);
  const { address: first, mask } = rangeOctets(range);
  return octets.length === first.length && octets.every((octet, i) => ((octet ^ first[i]) & mask[i]) === 0);
}
