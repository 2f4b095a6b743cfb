import { refuse } from '../../core/errors';
import { derivedName, LONGEST_LABEL } from '../../core/names';
import type { Authority, TrustCarrier } from '../authorities/authority';
import { type CertificateOptions, issuanceOf } from '../certificates/certificate-options';
import { privateKeyOf } from '../certificates/key-algorithm';
import { lifetimeOf } from '../certificates/lifetimes';
import type { PkiSettings } from '../certificates/settings';
import { spiffeId } from '../certificates/spiffe-id';
import { issuerOf } from '../model/authority';
import type { CertificateModel, DeliveredCertificateModel } from '../model/certificate';
import { usagesOf } from '../model/certificate-role';
import type { IssuerModel } from '../model/issuer';
import type { LocalAuthorityModel } from '../model/local';

/** What differs from leaf to leaf. */
export interface Leaf
  extends Pick<CertificateModel, 'role' | 'namespace' | 'commonName' | 'path'>,
    Partial<Pick<CertificateModel, 'dnsNames' | 'ipAddresses' | 'uris' | 'frontendTrust'>> {
  /** The certificate's name in the program; with the name prefix, that of its Certificate. */
  readonly name: string;
  /** How cert-manager keeps it, where it differs from the others. */
  readonly options?: CertificateOptions;
  /** The issuer, where it differs from that of the purpose. */
  readonly issuer?: IssuerModel;
}

/** A leaf of an authority, complete. Throws `INVALID_NAME`. */
export function certificateOf(leaf: Leaf, authority: Authority, settings: PkiSettings): CertificateModel {
  const { name: holder, options, issuer, ...given } = leaf;
  const { model, secretNames, certificateFiles } = authority;
  const name = objectNameOf(leaf, settings);
  const privateKey = privateKeyOf(settings.keyAlgorithm);
  return {
    dnsNames: [],
    ipAddresses: [],
    uris: [],
    ...given,
    holder,
    name,
    purpose: model.purpose,
    tenant: settings.tenant,
    secretName: entry(secretNames, holder) ?? name,
    usages: usagesOf(leaf.role, privateKey),
    privateKey,
    ...lifetimeOf(leaf.role, settings.lifetimes),
    issuer: issuer ?? issuerOf(model),
    issuance: issuanceOf(settings.certificates, options),
    delivered: 'local' in model ? deliveredCertificate(model.local, leaf.namespace, name) : undefined,
    certificateFile: entry(certificateFiles, holder),
  };
}

/** The program names neither trust certificates nor those that are named by their role: there only the prefix can be too long. */
function objectNameOf({ role, name }: Leaf, { namePrefix }: PkiSettings): string {
  const longest = LONGEST_LABEL - name.length - 1;
  if ((role === 'trust' || role === name) && namePrefix.length > longest) {
    refuse('INVALID_NAME', {
      option: 'MtlsPki.namePrefix',
      value: namePrefix,
      expected: `at most ${longest} characters, since a Certificate is called <namePrefix>-${name}`,
      fix: 'Choose a shorter prefix.',
    });
  }
  return derivedName([namePrefix, name], `certificate name "${name}"`);
}

/** A certificate may have the name `constructor`, which every object has as a property. */
function entry(map: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The name in the store contains what is unique in a cluster: the Secret's namespace and name. */
function deliveredCertificate(
  { delivery: { remoteKeyPrefix, ...delivery } }: LocalAuthorityModel,
  namespace: string,
  secretName: string,
): DeliveredCertificateModel {
  const prefix = remoteKeyPrefix === undefined ? '' : `${remoteKeyPrefix}/`;
  return { ...delivery, remoteKey: `${prefix}${namespace}/${secretName}` };
}

/** The certificate of Temporal's services for each other; callers verify its one name, whatever address they dial. */
export function internodeLeaf(authority: Authority, settings: PkiSettings, path: string): Leaf {
  return {
    role: 'internode',
    name: 'internode',
    namespace: settings.namespace,
    commonName: `${settings.namePrefix}-internode`,
    dnsNames: [serverNameOf('internode', authority, settings)],
    path,
  };
}

/**
 * The certificate that the frontend presents: all names of its Service in the cluster, or the one in their place, and those that the
 * program adds. An ACME issuer signs no common name that is not among the names.
 *
 * Source: `Sign` in cert-manager's pkg/controller/certificaterequests/acme.
 */
export function frontendLeaf(
  authority: Authority,
  settings: PkiSettings,
  names: { readonly dnsNames: readonly string[]; readonly ipAddresses: readonly string[] },
  path: string,
): Leaf {
  const own = authority.serverName === undefined ? serviceNames('frontend', settings) : [authority.serverName];
  return {
    role: 'frontend',
    name: 'frontend',
    namespace: settings.namespace,
    commonName: authority.serverName ?? `${settings.namePrefix}-frontend`,
    dnsNames: [...new Set([...own, ...names.dnsNames])],
    ipAddresses: [...new Set(names.ipAddresses)],
    path,
  };
}

/** The name that callers verify: the last of a Service's names, which is valid in every namespace. */
export function serverNameOf(component: 'internode' | 'frontend', authority: Authority, settings: PkiSettings): string {
  return authority.serverName ?? serviceNames(component, settings)[3];
}

/** A certificate that nobody uses, for the `ca.crt` beside it. */
export function trustLeaf(
  { name, issuer }: TrustCarrier,
  namespace: string,
  settings: PkiSettings,
  path: string,
): Leaf {
  return {
    role: 'trust',
    name,
    issuer,
    namespace,
    commonName: name,
    uris: [spiffeId(settings.trustDomain, 'ns', namespace, 'certificate', name)],
    path,
  };
}

/** The DNS names of a Service, from the shortest to the complete one. */
function serviceNames(component: string, { namePrefix, namespace, clusterDomain }: PkiSettings): string[] {
  const service = `${namePrefix}-${component}`;
  return [
    service,
    `${service}.${namespace}`,
    `${service}.${namespace}.svc`,
    `${service}.${namespace}.svc.${clusterDomain}`,
  ];
}
