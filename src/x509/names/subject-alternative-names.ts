import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { refuse } from '../../core/errors';
import { type Check, text } from '../../core/guards';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** RFC 1035: what a resolver and an X.509 verifier accept as a whole name. */
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/** Scripts whose letters look alike: a label that mixes them can imitate another. */
const LOOKALIKE_SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/**
 * A DNS name as a certificate carries it: lower case, A-labels (`bücher.example` becomes `xn--bcher-kva.example`), without
 * the root's dot. Throws `INVALID_SAN`. Sources: RFC 5280 section 4.2.1.6, RFC 5890, UTS #46.
 */
export const dnsName: Check<string> = (value, option) => {
  const given = text('a DNS name')(value, option);
  const name = given.toLowerCase().replace(/\.$/, '');
  if (isAddressLike(name)) {
    refuseSan(given, option, 'a DNS name, not an IP address', 'Give IP addresses in the option for IP addresses.');
  }
  const ascii = name
    .split('.')
    .map((label) => toAsciiLabel(label, given, option))
    .join('.');
  if (ascii.length > LONGEST_NAME) {
    refuseSan(given, option, `a DNS name of at most ${LONGEST_NAME} characters`, 'Shorten it.');
  }
  return ascii;
};

/**
 * A DNS name of a listener's certificate, which may be a wildcard: `*` as the whole left-most label, with a name of at
 * least two labels behind it that is not the root of a cluster's Services. Throws `INVALID_SAN`.
 */
export const dnsNameOrWildcard: Check<string> = (value, option) => {
  const given = text('a DNS name')(value, option);
  if (!given.includes('*')) return dnsName(given, option);
  const rest = given.startsWith('*.') ? given.slice(2) : '';
  if (rest === '' || rest.includes('*')) {
    refuseSan(given, option, '"*" as the whole left-most label only', 'Write it as "*.temporal.example.com".');
  }
  const labels = dnsName(rest, option).split('.');
  const ofTheCluster = labels[0] === 'svc' || (labels.at(-1) === 'local' && labels.length < 4);
  if (labels.length < 2 || ofTheCluster) {
    refuseSan(
      given,
      option,
      "a wildcard that covers one team's names alone",
      'Name the hosts, or use a longer domain.',
    );
  }
  return `*.${labels.join('.')}`;
};

/**
 * An IP address in its one canonical form. An IPv4 address mapped into IPv6 becomes the IPv4 address, as in the certificate.
 * Throws `INVALID_SAN`.
 */
export const ipAddress: Check<string> = (value, option) => {
  const given = text('an IP address')(value, option);
  if (isIP(given) === 4) return given;
  if (isIP(given) !== 6 || given.includes('%')) {
    refuseSan(
      given,
      option,
      'an IPv4 or IPv6 address without prefix length, port, zone, brackets or leading zeros',
      'Write it as "10.0.0.1" or "2001:db8::1".',
    );
  }
  const canonical = new URL(`http://[${given}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical);
  if (mapped === null) return canonical;
  const [high, low] = [Number.parseInt(mapped[1], 16), Number.parseInt(mapped[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

/** WHATWG URL takes a host that ends in a number for an IPv4 address; so do some verifiers. */
function isAddressLike(name: string): boolean {
  return isIP(name) !== 0 || /[:[\]]/.test(name) || /(^|\.)(\d+|0x[0-9a-f]*)$/.test(name);
}

function toAsciiLabel(label: string, name: string, option: string): string {
  const international = /[^ -~]/.test(label) || label.startsWith('xn--');
  const ascii = international ? domainToASCII(label) : label;
  if (international && !isReadable(domainToUnicode(ascii))) {
    refuseSan(
      name,
      option,
      'letters of one script, digits and "-" in each label',
      'Give the name as it is registered.',
    );
  }
  if (ascii.length > LONGEST_LABEL || !LABEL.test(ascii)) {
    refuseSan(
      name,
      option,
      `labels of 1 to ${LONGEST_LABEL} letters, digits and "-", with a letter or digit at both ends`,
      label.includes('_') ? 'Underscores are not host names: write "-".' : 'Correct the name.',
    );
  }
  return ascii;
}

/** Whether the Unicode form of a label is made of letters and digits, and not of two scripts that look alike. */
function isReadable(label: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}-]+$/u.test(label)) return false;
  return LOOKALIKE_SCRIPTS.filter((script) => script.test(label)).length < 2;
}

/** Throws `INVALID_SAN`. */
export function refuseSan(value: unknown, option: string, expected: string, fix: string): never {
  refuse('INVALID_SAN', { option, value, expected, fix });
}
