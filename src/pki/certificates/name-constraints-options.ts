import { refuse } from '../../core/errors';
import { type Check, listOf, nonEmpty, optional, options, unique } from '../../core/guards';
import { ipRange } from '../../x509/names/ip-addresses';
import { isEmpty, type NameSubtrees } from '../../x509/names/name-constraints';
import { dnsDomain, emailDomain, uriDomain } from '../../x509/names/name-subtrees';

/** More would slow down each handshake: verifiers compare each name with each subtree. */
const MOST_SUBTREES = 100;

/**
 * The names that an authority may sign. They stand in the certificate of its intermediate as critical name constraints, so
 * each verifier refuses a certificate with another name, whoever made it. A kind that is left out is not limited.
 *
 * An intermediate that was there before the limits has a certificate without them for the same key, and is bound once it has a
 * new key: rotate it when limits are added or become narrower.
 *
 * Source: RFC 5280 section 4.2.1.10.
 */
export interface PermittedNames {
  /**
   * DNS domains: each domain itself and every name below it, wildcards included. Where a certificate has no DNS name, OpenSSL
   * compares a common name with a dot in it, and GnuTLS every one of a server.
   *
   * @default - any DNS name
   */
  readonly dnsDomains?: string[];
  /**
   * Hosts of URIs, for SPIFFE IDs their trust domain: `cluster.local` is that host alone, `.cluster.local` the hosts below
   * it. Go, and so Temporal's listeners, takes the hosts below it for inside in both cases. GnuTLS compares no URIs.
   *
   * @default - any URI
   */
  readonly uriDomains?: string[];
  /**
   * Mailboxes (`ann@example.com`), hosts of mailboxes (`example.com`) and the hosts below one (`.example.com`).
   *
   * @default - any e-mail address
   */
  readonly emailAddresses?: string[];
  /**
   * Ranges of IP addresses, `10.0.0.0/8` or `2001:db8::/32`. Who lists ranges of one family permits none of the other,
   * except by GnuTLS.
   *
   * @default - any IP address
   */
  readonly ipRanges?: string[];
}

/** Reads the names that an authority may sign. Throws `INVALID_SAN`, `DUPLICATE_VALUE`, `EMPTY_LIST`. */
export const permittedNames: Check<PermittedNames> = (value, option) => {
  const read = options<PermittedNames>({
    dnsDomains: subtrees(dnsDomain),
    uriDomains: subtrees(uriDomain),
    emailAddresses: subtrees(emailDomain),
    ipRanges: subtrees(ipRange),
  })(value, option);
  if (isEmpty(nameSubtrees(read))) {
    refuse('EMPTY_LIST', {
      option,
      expected: 'at least one domain, address or range',
      fix: 'Name what the authority may sign, or leave the option out.',
    });
  }
  return read;
};

/** The names as an authority's certificate lists them. */
export function nameSubtrees(names: PermittedNames): NameSubtrees {
  return { dnsDomains: [], uriDomains: [], emailAddresses: [], ipRanges: [], ...names };
}

function subtrees(check: Check<string>): Check<string[] | undefined> {
  const list = unique(listOf(check, MOST_SUBTREES), (subtree) => subtree);
  return optional(nonEmpty(list, 'Leave it out to permit every name of its kind: an empty list limits nothing.'));
}
