import { type AuthorityModel, authorityName, hierarchiesOf, issuerOf, storedOf } from '../pki/model/authority';
import type { CertificateModel, LifetimeModel } from '../pki/model/certificate';
import type { CaCertificateModel, HierarchyModel } from '../pki/model/hierarchy';
import { describeIssuer, type IssuerModel } from '../pki/model/issuer';
import type { LocalAuthorityModel, LocalGenerationModel } from '../pki/model/local';
import type { PkiModel } from '../pki/model/pki';
import type { PlannedCaCertificate, PlannedLeaf, PlannedPki, PlannedSigner } from './planned-pki';

/** Who signed a root. */
const ITSELF = 'itself';

/** What one `MtlsPki` declares, as people ask for it. */
export function describePki({ path, namespace, authorities, certificates }: PkiModel): PlannedPki {
  const byName = new Map(authorities.map((authority) => [authorityName(authority), authority]));
  return {
    path,
    namespace,
    authorities: authorities.map(describeAuthority),
    leaves: certificates.map((leaf) => describeLeaf(leaf, byName.get(authorityName(leaf)))),
  };
}

function describeAuthority(authority: AuthorityModel): PlannedSigner {
  const { purpose, kind, state, trust } = authority;
  const stored = storedOf(authority);
  return {
    name: authorityName(authority),
    purpose,
    kind,
    signer: state.signer,
    trusted: state.trusted,
    ...signedBy(authority),
    trust: trust.map(({ kind, namespace, name, key }) => ({ kind, namespace, name, key })),
    made: [
      ...hierarchiesOf(authority).flatMap(madeInCluster),
      ...(stored?.generations ?? []).flatMap((generation) => madeInStore(generation, stored?.store ?? '')),
    ],
  };
}

function madeInCluster({ root, intermediate, authority: generation }: HierarchyModel): PlannedCaCertificate[] {
  const lying = (certificate: CaCertificateModel) => ({
    generation,
    commonName: certificate.commonName,
    lifetime: lifetimeOf(certificate),
    secret: { namespace: certificate.namespace, name: certificate.name },
  });
  return [
    { ...lying(root.certificate), kind: 'root', signedBy: ITSELF },
    { ...lying(intermediate), kind: 'intermediate', signedBy: nameOf(root.issuer) },
  ];
}

function madeInStore(
  { root, intermediate, imported, authority: generation }: LocalGenerationModel,
  folder: string,
): PlannedCaCertificate[] {
  const lying = ({ commonName, name: id }: CaCertificateModel) => ({ generation, commonName, stored: { folder, id } });
  if (imported !== undefined) return [{ ...lying(intermediate), kind: 'imported' }];
  return [
    { ...lying(root), kind: 'root', lifetime: lifetimeOf(root), signedBy: ITSELF },
    { ...lying(intermediate), kind: 'intermediate', lifetime: lifetimeOf(intermediate), signedBy: root.name },
  ];
}

function describeLeaf(leaf: CertificateModel, authority: AuthorityModel | undefined): PlannedLeaf {
  const { holder, role, commonName, dnsNames, ipAddresses, uris, namespace, secretName, issuer, delivered } = leaf;
  const stored = authority && storedOf(authority);
  return {
    holder,
    role,
    authority: authorityName(leaf),
    commonName,
    names: [...dnsNames, ...ipAddresses, ...uris],
    ...((issuer ?? delivered) !== undefined && { lifetime: lifetimeOf(leaf) }),
    ...(issuer ? { signedBy: nameOf(issuer) } : delivered && authority && signedBy(authority)),
    secret: { namespace, name: secretName },
    ...(stored && delivered && { stored: { folder: stored.store, id: leaf.name } }),
  };
}

function lifetimeOf({ durationSeconds, renewBeforeSeconds }: LifetimeModel): LifetimeModel {
  return { durationSeconds, renewBeforeSeconds };
}

function signedBy(authority: AuthorityModel): { readonly signedBy?: string } {
  const issuer = issuerOf(authority);
  if (issuer !== undefined) return { signedBy: nameOf(issuer) };
  const signing = signingIn(storedOf(authority));
  return signing ? { signedBy: signing.intermediate.name } : {};
}

function signingIn(stored: LocalAuthorityModel | undefined): LocalGenerationModel | undefined {
  return stored?.generations.find(({ signs }) => signs);
}

/** `Issuer temporal/temporal-clients`, `ClusterIssuer corp-ca`. */
function nameOf(issuer: IssuerModel): string {
  const { namespace, name } = issuer;
  return describeIssuer({ ...issuer, name: namespace === undefined ? name : `${namespace}/${name}` });
}
