import { Duration } from 'cdk8s';
import {
  AuthorityGeneration,
  CertificateAuthority,
  IssuerTrust,
  SecretRef,
  type SharedRoot,
  TrustRef,
  VaultAuthentication,
} from 'cdk8s-temporal-auth';
import type { Existing } from '../../invariants/emitted/facts';
import { type AuthorityChoice, hasPublicName } from './authority-choice';

/** Whom an authority signs for. */
export interface Signing {
  /** The purpose, or the name of a tenant. */
  readonly name: string;
  /** Makes names its own among several servers. */
  readonly prefix: string;
  readonly namespace: string;
  /** The names that it may sign where it is limited: DNS domains for servers, hosts of SPIFFE IDs for callers. */
  readonly domain: string;
  /** The authority whose keys lie in a certificate store, if there is one. */
  readonly local?: CertificateAuthority;
  /** Roots that several purposes may share; a tenant's is its own. */
  readonly roots?: Roots;
}

/** The roots that purposes of a server may share. */
export interface Roots {
  readonly now: SharedRoot;
  readonly next: SharedRoot;
}

/** The authority of a choice, or none for the default; what it relies on is told to `existing`. */
export function authorityOf(
  choice: AuthorityChoice,
  of: Signing,
  existing: Existing,
): CertificateAuthority | undefined {
  const { name, prefix, namespace } = of;
  const company = `${prefix}-${name}`;
  switch (choice.kind) {
    case 'default':
      return undefined;
    case 'self-signed':
      return CertificateAuthority.selfSigned({
        keyAlgorithm: choice.algorithm,
        generation: generation(choice.phases.split(' ')[0]),
        intermediateGeneration: generation(choice.phases.split(' ')[1]),
        rootDuration: Duration.days(choice.rootDays),
        intermediateDuration: Duration.days(choice.intermediateDays),
        organization: choice.organization,
        ...(choice.everywhere && { clusterResourceNamespace: 'cert-manager' }),
        ...(choice.limited && of.roots !== undefined && limits(of)),
      });
    case 'shared-root': {
      const between = choice.phase !== 'only';
      if (of.roots === undefined) return CertificateAuthority.selfSigned({ generation: generation(choice.phase) });
      return CertificateAuthority.selfSigned({
        root: of.roots.now,
        generation: generation(choice.phase),
        ...(between && choice.nextRoot && { nextRoot: of.roots.next }),
      });
    }
    case 'issuer':
      existing.issuers.set(`Issuer ${namespace}/${company}`, signerOf(company, choice.named, existing));
      return CertificateAuthority.issuer(company, known(choice, of, existing));
    case 'cluster-issuer':
      existing.issuers.set(`ClusterIssuer /${company}`, signerOf(company, choice.named, existing));
      return CertificateAuthority.clusterIssuer(company, known(choice, of, existing));
    case 'external': {
      const kind = choice.everywhere ? 'AWSPCAClusterIssuer' : 'AWSPCAIssuer';
      const where = choice.everywhere ? '' : namespace;
      existing.issuers.set(`${kind} ${where}/${company}`, signerOf(company, choice.named, existing));
      return CertificateAuthority.externalIssuer({
        group: 'awspca.cert-manager.io',
        kind,
        name: company,
        clusterScoped: choice.everywhere,
        ...known(choice, of, existing),
      });
    }
    case 'vault': {
      const path = `pki-${company}/sign/temporal`;
      const where = choice.everywhere ? 'cert-manager' : namespace;
      existing.issuers.set(`https://vault.example.com/${path}`, signerOf(company, choice.named, existing));
      existing.others.add(`ServiceAccount ${where}/vault-login`);
      existing.others.add(`Secret ${where}/${company}-approle key secret-id`);
      return CertificateAuthority.vault({
        server: 'https://vault.example.com',
        path,
        authentication:
          choice.login === 'kubernetes'
            ? VaultAuthentication.kubernetes({ role: company, serviceAccountName: 'vault-login' })
            : VaultAuthentication.appRole({
                roleId: company,
                secretId: SecretRef.existing(`${company}-approle`, 'secret-id'),
              }),
        trust: trustOf(choice.named, company, of, existing),
        ...(choice.everywhere && { clusterResourceNamespace: 'cert-manager' }),
      });
    }
    case 'local':
      return of.local;
    case 'secrets':
      return CertificateAuthority.existingSecrets({
        trust: caFile('ConfigMap', company, `${company}-ca`, of, existing),
        ...(choice.others > 0 && {
          otherTrust: [caFile('ConfigMap', `${company}-next`, `${company}-next-ca`, of, existing)],
        }),
        ...(['internode', 'frontend'].includes(name) && { serverName: `${company}.example.com` }),
      });
  }
}

/** What is known of an issuer, and the name that it signs for the frontend. */
function known(choice: AuthorityChoice & { readonly named: number }, of: Signing, existing: Existing) {
  const company = `${of.prefix}-${of.name}`;
  const serverName = of.name === 'frontend' && hasPublicName(choice) ? { serverName: `${of.prefix}.example.org` } : {};
  return { trust: trustOf(choice.named, company, of, existing), ...serverName };
}

/** An issuer's authorities: where its root is not its own, what it signs with stands below that of a company. */
function signerOf(company: string, certificates: number, { authorities }: Existing) {
  const signer = `${company}-ca`;
  const root = certificates === 0 ? `${company}-root` : 'company-root';
  authorities.set(root, undefined);
  authorities.set(signer, root);
  return { signer, root };
}

/** Callers of the frontend may verify by a self-signed certificate alone, listeners by the intermediate alone. */
function trustOf(certificates: number, company: string, of: Signing, existing: Existing): IssuerTrust {
  if (certificates === 0) return IssuerTrust.dedicatedRoot();
  const [first, ...others] = Array.from({ length: certificates }, (_, index) =>
    of.name === 'frontend' && index === 0
      ? caFile('Secret', `${company}-ca-0`, 'company-root', of, existing)
      : caFile('Secret', `${company}-ca-${index}`, index === 0 ? `${company}-ca` : `${company}-old-ca`, of, existing),
  );
  return others.length === 0 ? IssuerTrust.caCertificate(first) : IssuerTrust.caCertificates([first, ...others]);
}

function caFile(kind: 'Secret' | 'ConfigMap', name: string, holds: string, of: Signing, existing: Existing): TrustRef {
  existing.files.set(`${kind} ${of.namespace}/${name} key ca.crt`, [holds]);
  if (!existing.authorities.has(holds)) existing.authorities.set(holds, undefined);
  return kind === 'Secret' ? TrustRef.secret(name, 'ca.crt') : TrustRef.configMap(name, 'ca.crt');
}

/** Names below a domain: those of servers, or the hosts of callers' SPIFFE IDs. The frontend's Service has names that are below none. */
function limits({ name, domain }: Signing) {
  if (name === 'frontend') return {};
  return { permittedNames: name === 'internode' ? { dnsDomains: [domain] } : { uriDomains: [domain] } };
}

function generation(phase: string): AuthorityGeneration {
  if (phase === 'only') return AuthorityGeneration.only(1);
  return phase === 'introduce' ? AuthorityGeneration.introduce(2) : AuthorityGeneration.signWith(2);
}
