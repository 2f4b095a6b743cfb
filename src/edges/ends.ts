import type { ServiceModel } from '../model/service';
import type { AnyDatabaseModel } from '../persistence/model';
import type { CertificateModel } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import { type Component, componentName } from '../pki/model/component';
import type { PkiModel } from '../pki/model/pki';
import type { Purpose } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';
import type { EdgeEnd, ShownCertificate } from './model';

/** A declared service, as far as edges go. */
export type Service = Pick<ServiceModel, 'name' | 'namespace' | 'serviceAccountName' | 'profile'>;

/** What is known of who calls whom: the certificates, and, with a whole server, its database and the declared services. */
export interface Topology {
  readonly pki: PkiModel;
  readonly database?: AnyDatabaseModel;
  readonly services?: readonly Service[];
}

/** A component as an end, without what it shows and trusts. */
export function endOf(topology: Topology, component: Component): Pick<EdgeEnd, 'name' | 'pods'> {
  return { name: component, ...podsOfComponent(topology, component) };
}

/** The pods of a component; certificates alone do not say what runs. */
export function podsOfComponent({ pki, database }: Topology, component: Component): Pick<EdgeEnd, 'pods'> {
  if (database === undefined) return {};
  return { pods: { namespace: pki.namespace, serviceAccountName: componentName(pki.namePrefix, component) } };
}

/** The pods of a declared service. */
export function podsOfService({ namespace, serviceAccountName }: Service): Pick<EdgeEnd, 'pods'> {
  return { pods: { namespace, serviceAccountName } };
}

/** What the holder of a role's certificate shows. */
export function shown(
  pki: PkiModel,
  role: CertificateRole,
  certificate = pki.certificates.find((candidate) => candidate.role === role),
): Pick<EdgeEnd, 'role' | 'certificate'> {
  return { role, ...(certificate && { certificate: shownCertificate(certificate) }) };
}

/** A certificate as a peer sees it, and where it lies. */
export function shownCertificate(certificate: CertificateModel): ShownCertificate {
  const { name, role, purpose, namespace, secretName, commonName, dnsNames, ipAddresses, uris, usages, path } =
    certificate;
  const provided = certificate.issuer === undefined && certificate.delivered === undefined;
  return {
    name,
    role,
    purpose,
    namespace,
    secretName,
    commonName,
    dnsNames,
    ipAddresses,
    uris,
    usages,
    path,
    provided,
  };
}

/** What is trusted for a purpose. */
export function trustOf({ authorities }: PkiModel, purpose: Purpose): TrustModel[] {
  return authorities
    .filter((authority) => authority.purpose === purpose)
    .flatMap(({ trust }) => trust.map(({ kind, namespace, name, key }) => ({ kind, namespace, name, key })));
}
