/** What a certificate says, as far as it decides who takes it for what, by whatever made it. */
export interface Certificate {
  /** The object or the existing authority that it is of. */
  readonly id: string;
  readonly isAuthority: boolean;
  /** Who signed it; undefined where it signed itself. */
  readonly signer?: Certificate;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly uris: readonly string[];
  readonly usages: readonly string[];
  /** The names that it may sign, by kind; a kind that is missing is not limited. */
  readonly permitted: { readonly dnsDomains?: readonly string[]; readonly uriDomains?: readonly string[] };
}

/** What a verifier asks of a certificate. */
export interface Asked {
  readonly anchors: readonly Certificate[];
  readonly usage: 'server auth' | 'client auth';
  /** The name that a caller asks for. */
  readonly serverName?: string;
}

/**
 * Whether Go's verifier takes a certificate, as Temporal's listeners and the SDKs do: by a path from it to an anchor, over what is
 * presented with it. cert-manager presents all above it but the root.
 */
export function isAccepted(certificate: Certificate, { anchors, usage, serverName }: Asked): boolean {
  if (!certificate.usages.includes(usage)) return false;
  if (serverName !== undefined && !certificate.dnsNames.some((name) => matches(name, serverName))) return false;
  const path = pathTo(certificate, anchors);
  if (path === undefined) return false;
  return path.every(({ permitted }) => arePermitted(certificate, permitted));
}

/** The authorities above a certificate, up to the first anchor. */
function pathTo(certificate: Certificate, anchors: readonly Certificate[]): Certificate[] | undefined {
  const above = authoritiesAbove(certificate);
  const end = above.findIndex(({ id }) => anchors.some((anchor) => anchor.id === id));
  return end < 0 ? undefined : above.slice(0, end + 1);
}

/** The authorities above a certificate, the root last. A chain that leads back into itself has no root. */
export function authoritiesAbove(certificate: Certificate): Certificate[] {
  const above: Certificate[] = [];
  let { signer } = certificate;
  while (signer !== undefined && !above.includes(signer)) {
    above.push(signer);
    signer = signer.signer;
  }
  return above;
}

function arePermitted({ dnsNames, uris }: Certificate, { dnsDomains, uriDomains }: Certificate['permitted']): boolean {
  const hosts = uris.map((uri) => new URL(uri).hostname);
  return (
    (dnsDomains === undefined || dnsNames.every((name) => dnsDomains.some((domain) => isBelow(name, domain)))) &&
    (uriDomains === undefined || hosts.every((host) => uriDomains.some((domain) => isBelow(host, domain))))
  );
}

function isBelow(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

function matches(name: string, asked: string): boolean {
  return name === asked || (name.startsWith('*.') && asked.slice(asked.indexOf('.')) === name.slice(1));
}
