import type { CertificateNames } from './name-constraints';

/** The names of a certificate that callers verify. */
type Names = Pick<CertificateNames, 'dnsNames' | 'ipAddresses'>;

/**
 * Whether a certificate holds the name that a caller verifies: as it is written, or under a wildcard for its left-most label.
 * The common name does not count. Source: RFC 6125 section 6.4.
 */
export function holdsServerName({ dnsNames, ipAddresses }: Names, serverName: string): boolean {
  const name = serverName.toLowerCase();
  const wildcard = name.replace(/^[^.]+/, '*');
  return dnsNames.some((dns) => [name, wildcard].includes(dns.toLowerCase())) || ipAddresses.includes(name);
}

/** The names by which a listener is called that its certificate does not hold. */
export function namesNotHeld(certificate: Names, { dnsNames, ipAddresses }: Names): string[] {
  return [...dnsNames, ...ipAddresses].filter((name) => !holdsServerName(certificate, name));
}
