import type { GeneralName, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import type { NameConstraintsFacts } from '../model';
import type { NameSubtrees } from '../names/name-constraints';

/** Kinds of names that `NameSubtrees` has lists for, by the reader's names, and whether they are compared in lower case. */
const KINDS = {
  dNSName: { subtrees: 'dnsDomains', canonical: (domain: string) => domain.toLowerCase() },
  uniformResourceIdentifier: { subtrees: 'uriDomains', canonical: (domain: string) => domain.toLowerCase() },
  rfc822Name: { subtrees: 'emailAddresses', canonical: lowerCaseHost },
  iPAddress: { subtrees: 'ipRanges', canonical: canonicalRange },
} as const satisfies Partial<Record<keyof GeneralName, object>>;

/**
 * What limits the names below an authority.
 *
 * @param readAlike whether the reader writes back what it has read, octet for octet: it passes over gaps in a mask
 */
export function nameConstraintsFacts(
  constraints: NameConstraints,
  critical: boolean,
  readAlike: boolean,
): NameConstraintsFacts {
  const all = [...(constraints.permittedSubtrees ?? []), ...(constraints.excludedSubtrees ?? [])];
  const strange = all.flatMap(({ base, minimum, maximum }) => {
    if (minimum !== 0 || maximum !== undefined) return 'a distance';
    const kind = kindOf(base);
    return kind in KINDS ? [] : kind;
  });
  return {
    critical,
    permitted: subtreesOf(constraints.permittedSubtrees),
    excluded: subtreesOf(constraints.excludedSubtrees),
    unreadable: [...strange, ...(readAlike || strange.length > 0 ? [] : ['another encoding'])],
  };
}

/** The kind of a name in the reader's words. */
export function kindOf(name: GeneralName): string {
  const [kind = 'a name'] = Object.entries(name).find(([, value]) => value !== undefined) ?? [];
  return kind;
}

function subtreesOf(all: GeneralSubtrees | undefined): NameSubtrees {
  const found: Record<keyof NameSubtrees, string[]> = {
    dnsDomains: [],
    uriDomains: [],
    emailAddresses: [],
    ipRanges: [],
  };
  for (const { base } of all ?? []) {
    for (const [kind, { subtrees, canonical }] of Object.entries(KINDS)) {
      const text = base[kind as keyof typeof KINDS];
      if (text !== undefined) found[subtrees].push(canonical(text));
    }
  }
  return found;
}

function lowerCaseHost(mailbox: string): string {
  const host = mailbox.lastIndexOf('@') + 1;
  return mailbox.slice(0, host) + mailbox.slice(host).toLowerCase();
}

/** The reader writes IPv6 without the shortening of RFC 5952 in every case. */
function canonicalRange(range: string): string {
  const [address, length] = range.split('/');
  return `${canonicalAddress(address)}/${length}`;
}

/** An address as RFC 5952 writes it. */
export function canonicalAddress(address: string): string {
  return address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
