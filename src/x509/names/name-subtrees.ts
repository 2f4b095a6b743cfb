import { type Check, text } from '../../core/guards';
import { dnsName, refuseSan } from './subject-alternative-names';

/** An RFC 5321 mailbox without quotes: verifiers read other forms differently. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/**
 * A DNS domain that names may lie in: itself and everything below it. Throws `INVALID_SAN`.
 * Source: RFC 5280 section 4.2.1.10.
 */
export const dnsDomain: Check<string> = (value, option) => {
  const given = text('a DNS domain')(value, option);
  if (given.startsWith('.'))
    refuseDomain(given, option, 'Leave out the dot: names below the domain are inside anyway.');
  return domain(given, option);
};

/**
 * A host that URIs may name, or with a dot in front of it, the hosts below it. Throws `INVALID_SAN`.
 * Source: RFC 5280 section 4.2.1.10.
 */
export const uriDomain: Check<string> = (value, option) => {
  const given = text('a host of URIs')(value, option);
  return given.startsWith('.') ? `.${domain(given.slice(1), option)}` : domain(given, option);
};

/**
 * A mailbox, a host whose mailboxes are meant, or with a dot in front of it, the hosts below it. Throws `INVALID_SAN`.
 * Source: RFC 5280 section 4.2.1.10.
 */
export const emailDomain: Check<string> = (value, option) => {
  const given = text('a mailbox or a host of mailboxes')(value, option);
  const at = given.lastIndexOf('@');
  if (at < 0) return uriDomain(given, option);
  const local = given.slice(0, at);
  if (!LOCAL_PART.test(local)) refuseDomain(given, option, 'Write a mailbox as "ann@example.com".');
  return `${local}@${domain(given.slice(at + 1), option)}`;
};

/** Refuses a trailing dot, which the check of certificate names would remove silently. */
function domain(given: string, option: string): string {
  if (given.endsWith('.')) refuseDomain(given, option, 'Leave out the dot at its end: certificates are without it.');
  if (given.includes('*')) refuseDomain(given, option, 'Leave out "*.": wildcards below the domain are inside anyway.');
  return dnsName(given, option);
}

function refuseDomain(value: string, option: string, fix: string): never {
  refuseSan(value, option, 'a domain as name constraints write it', fix);
}
