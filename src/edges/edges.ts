import type { ServiceModel } from '../model/service';
import type { AnyDatabaseModel } from '../persistence/model';
import { type CertificateModel, databaseClientOf } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import { SERVER_SERVICES } from '../pki/model/component';
import type { PkiModel } from '../pki/model/pki';
import type { Purpose } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';
import type { SecretKeyModel } from '../secrets/model';
import type { Edge, EdgeEnd, ShownCertificate } from './model';

/** What is known of who calls whom: the certificates, and, with a whole server, its database and the declared services. */
export interface Topology {
  readonly pki: PkiModel;
  readonly database?: AnyDatabaseModel;
  readonly services?: readonly Pick<ServiceModel, 'name' | 'namespace' | 'profile'>[];
}

/**
 * Every caller → callee pair of a program.
 *
 * A frontend of another cluster is no callee here: the configuration that is emitted knows one cluster alone
 * (`enableGlobalNamespace: false`), so no server process dials another one by itself. Nor could one be let in: it calls the
 * AdminService without a token, which Temporal's default authorizer grants to nobody.
 */
export function edgesOf(topology: Topology): Edge[] {
  return [
    ...internodeEdges(topology.pki),
    ...frontendClientEdges(topology.pki),
    ...callerEdges(topology),
    ...databaseEdges(topology),
  ];
}

/** `ui → frontend`. */
export function edgeName({ caller, callee }: Edge): string {
  return `${caller.name} → ${callee.name}`;
}

/**
 * The services among themselves. Temporal's system worker is the caller `worker`: with an internal frontend it calls that, with
 * the internode certificate. Membership is a listener of its own on every service, with the internode's TLS.
 */
function internodeEdges(pki: PkiModel): Edge[] {
  const listeners = SERVER_SERVICES.filter((service) => service !== 'frontend');
  const callees = [...listeners, ...SERVER_SERVICES.map((service) => `${service} membership`)];
  const trust = trustOf(pki, 'internode');
  const end = (name: string): EdgeEnd => ({ name, ...shown(pki, 'internode'), trust });
  return SERVER_SERVICES.flatMap((caller) =>
    callees.map(
      (callee): Edge => ({
        caller: end(caller),
        callee: end(callee),
        purpose: 'internode',
        serverName: pki.internodeServerName,
        callerKind: 'server',
      }),
    ),
  );
}

/**
 * What each service's `frontend.client` would verify. What it would show is the internode certificate, which the frontend
 * refuses: with an internal frontend nothing of the server is to come in by the public door.
 */
function frontendClientEdges(pki: PkiModel): Edge[] {
  return SERVER_SERVICES.map(
    (name): Edge => ({
      caller: { name, trust: trustOf(pki, 'frontend') },
      callee: frontend(pki),
      purpose: 'clients',
      serverName: pki.frontendServerName,
      callerKind: 'server',
    }),
  );
}

/** Whoever comes in by the public door: the Web UI, the command line, people, services. */
function callerEdges({ pki, database, services = [] }: Topology): Edge[] {
  const callers = pki.certificates.filter(({ role }) => CALLERS.includes(role));
  const edge = (caller: EdgeEnd): Edge => ({
    caller,
    callee: frontend(pki),
    purpose: 'clients',
    serverName: pki.frontendServerName,
    callerKind: 'client',
  });
  // A whole server has a Web UI and a command line; without a certificate they are edges too, broken ones.
  const demanded = (['ui', 'command-line'] as const).filter(
    (role) => database !== undefined && !callers.some((caller) => caller.role === role),
  );
  const held = new Set(callers.map(({ namespace, secretName }) => `${namespace}/${secretName}`));
  const bare = services.filter(({ namespace, profile }) => !held.has(`${namespace}/${profile.certificateSecretName}`));
  return [
    ...callers.map((certificate) =>
      edge({
        name: callerName(certificate, pki),
        role: certificate.role,
        certificate: shownCertificate(certificate),
        trust: certificate.frontendTrust === undefined ? [] : [certificate.frontendTrust],
      }),
    ),
    ...demanded.map((role) => edge({ name: role, role, trust: trustOf(pki, 'frontend') })),
    ...bare.map(({ name, namespace, profile }) =>
      edge({ name, role: 'service', trust: [{ ...profile.trust, namespace }] }),
    ),
  ];
}

const CALLERS: readonly CertificateRole[] = ['ui', 'command-line', 'person', 'service'];

/** Each service's processes to the database, whose own certificate is no business of this program. */
function databaseEdges({ pki, database }: Topology): Edge[] {
  if (database === undefined) return [];
  const { endpoints, clientCertificate } = database;
  const shows = clientCertificate
    ? shown(pki, 'database-client', databaseClientOf(pki.certificates, clientCertificate))
    : {};
  return SERVER_SERVICES.flatMap((name) =>
    endpoints.map(
      ({ serverName, serverCa }): Edge => ({
        caller: { name, ...shows, trust: [secretTrust(serverCa, pki)] },
        callee: { name: 'database', trust: clientCertificate ? trustOf(pki, 'database') : [] },
        purpose: 'database',
        serverName,
        callerKind: 'server',
      }),
    ),
  );
}

function secretTrust({ secretName: name, key }: SecretKeyModel, { namespace }: PkiModel): TrustModel {
  return { kind: 'Secret', namespace, name, key };
}

function frontend(pki: PkiModel): EdgeEnd {
  return { name: 'frontend', ...shown(pki, 'frontend'), trust: trustOf(pki, 'clients') };
}

function shown(
  pki: PkiModel,
  role: CertificateRole,
  certificate = pki.certificates.find((candidate) => candidate.role === role),
): Pick<EdgeEnd, 'role' | 'certificate'> {
  return { role, ...(certificate && { certificate: shownCertificate(certificate) }) };
}

function shownCertificate(certificate: CertificateModel): ShownCertificate {
  const { name, role, purpose, namespace, secretName, commonName, dnsNames, ipAddresses, uris, usages, path } =
    certificate;
  const brought = certificate.issuer === undefined && certificate.delivered === undefined;
  return { name, role, purpose, namespace, secretName, commonName, dnsNames, ipAddresses, uris, usages, path, brought };
}

function trustOf({ authorities }: PkiModel, purpose: Purpose): TrustModel[] {
  return authorities
    .filter((authority) => authority.purpose === purpose)
    .flatMap(({ trust }) => trust.map(({ kind, namespace, name, key }) => ({ kind, namespace, name, key })));
}

/** A certificate is named after its holder, behind the prefix of all names. */
function callerName({ name }: CertificateModel, { namePrefix }: PkiModel): string {
  return name.slice(namePrefix.length + 1);
}
