import { isInRange } from './ip-addresses';

/**
 * Sets of names, as the name constraints of an authority list them. Source: RFC 5280 section 4.2.1.10.
 *
 * The law: a name is permitted if its kind has no permitted subtree at all or it is inside one, and it is inside no excluded
 * one. Verifiers read `inside` differently. Permitted names are compared by the narrowest reading, and excluded names by
 * the widest, so that each verifier permits a name that is permitted here.
 */
export interface NameSubtrees {
  /** A domain: itself and everything below it. */
  readonly dnsDomains: readonly string[];
  /** A host of URIs; with a dot in front of it, the hosts below it. */
  readonly uriDomains: readonly string[];
  /** A mailbox; a host of mailboxes; with a dot in front of it, the hosts below it. */
  readonly emailAddresses: readonly string[];
  /** `10.0.0.0/8`; both families are one kind, so whoever permits IPv4 alone permits no IPv6. */
  readonly ipRanges: readonly string[];
}

/** The names of a certificate, each in its canonical form. */
export interface CertificateNames {
  /** OpenSSL takes one with a dot for a DNS name where the certificate has no other. */
  readonly commonName?: string;
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  readonly emailAddresses: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** No names. */
export const NO_SUBTREES: NameSubtrees = { dnsDomains: [], uriDomains: [], emailAddresses: [], ipRanges: [] };

/** How a verifier compares: narrowly, as in RFC 5280, or widely, as Go does, where a host includes the hosts below it. */
type Reading = 'narrow' | 'wide';

/** One kind of name: which names of a certificate are of it, and how they are compared. */
interface Kind {
  readonly subtrees: keyof NameSubtrees;
  namesOf(names: CertificateNames): readonly string[];
  isInside(name: string, subtree: string, reading: Reading): boolean;
}

const KINDS: readonly Kind[] = [
  { subtrees: 'dnsDomains', namesOf: dnsNamesOf, isInside: isInDomain },
  {
    subtrees: 'uriDomains',
    namesOf: ({ uris }) => uris,
    isInside: (uri, subtree, reading) => isOnHost(hostOf(uri), subtree, reading),
  },
  { subtrees: 'emailAddresses', namesOf: ({ emailAddresses }) => emailAddresses, isInside: isMailboxOf },
  { subtrees: 'ipRanges', namesOf: ({ ipAddresses }) => ipAddresses, isInside: isInRange },
];

/** The names that are not permitted. */
export function namesOutside(
  names: CertificateNames,
  permitted: NameSubtrees,
  excluded: NameSubtrees = NO_SUBTREES,
): string[] {
  return KINDS.flatMap(({ subtrees, namesOf, isInside }) => {
    const inside = (name: string, all: NameSubtrees, reading: Reading) =>
      all[subtrees].some((subtree) => isInside(name, subtree, reading));
    const isLimited = permitted[subtrees].length > 0;
    return namesOf(names).filter(
      (name) => (isLimited && !inside(name, permitted, 'narrow')) || inside(name, excluded, 'wide'),
    );
  });
}

/** Whether nothing is listed, of whatever kind. */
export function isEmpty(subtrees: NameSubtrees): boolean {
  return KINDS.every((kind) => subtrees[kind.subtrees].length === 0);
}

function dnsNamesOf({ dnsNames, commonName = '' }: CertificateNames): readonly string[] {
  const isHost = /^\w+(-+\w+)*(\.\w+(-+\w+)*)+$/.test(commonName);
  return dnsNames.length === 0 && isHost ? [commonName.toLowerCase()] : dnsNames;
}

/** A dot in front of a domain is for URIs and mailboxes; where others write it here, verifiers read it in the same way. */
function isInDomain(name: string, domain: string, reading: Reading): boolean {
  if (domain === '') return true; // RFC 5280: any name
  if (domain.startsWith('.')) return name.endsWith(domain);
  if (name === domain || name.endsWith(`.${domain}`)) return true;
  // A wildcard reaches into an excluded domain below it (CVE-2025-61727).
  return reading === 'wide' && name.startsWith('*.') && domain.endsWith(name.slice(1));
}

/** Go counts the hosts below a host as inside; OpenSSL and RFC 5280 do not. A URI without a host is inside nothing that permits. */
function isOnHost(host: string, subtree: string, reading: Reading): boolean {
  if (host === '') return reading === 'wide';
  if (subtree.startsWith('.')) return host.endsWith(subtree);
  return host === subtree || (reading === 'wide' && isInDomain(host, subtree, reading));
}

function isMailboxOf(mailbox: string, subtree: string, reading: Reading): boolean {
  const at = mailbox.lastIndexOf('@');
  const host = mailbox.slice(at + 1).toLowerCase();
  if (!subtree.includes('@')) return isOnHost(host, subtree, reading);
  const same = `${mailbox.slice(0, at)}@${host}`;
  return same === subtree || (reading === 'wide' && same.toLowerCase() === subtree.toLowerCase());
}

/** The host of a URI in lower case; empty where it has none, or an address, which no verifier compares with a domain. */
function hostOf(uri: string): string {
  const [, host = ''] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri) ?? [];
  return /^[\d.]+$/.test(host) ? '' : host.toLowerCase();
}
