import { serverCaSource } from '../persistence/model';
import { type CertificateModel, databaseClientOf } from '../pki/model/certificate';
import { CERTIFICATE_ROLES } from '../pki/model/certificate-role';
import {
  CLIENT_COMPONENTS,
  COMPONENTS,
  type Component,
  type ComponentKind,
  callersOf,
  isService,
  SERVER_SERVICES,
} from '../pki/model/component';
import {
  endOf,
  podsOfComponent,
  podsOfService,
  type Service,
  shown,
  shownCertificate,
  type Topology,
  trustOf,
} from './ends';
import type { Edge, EdgeEnd } from './model';

/**
 * Every caller → callee pair of a program.
 *
 * A frontend of another cluster is no callee here: the configuration that is emitted knows one cluster alone
 * (`enableGlobalNamespace: false`), so no server process dials another one by itself. Nor could one be let in: it calls the
 * AdminService without a token, which Temporal's default authorizer grants to nobody.
 */
export function edgesOf(topology: Topology): Edge[] {
  return [
    ...internodeEdges(topology),
    ...frontendClientEdges(topology),
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
function internodeEdges(topology: Topology): Edge[] {
  const { pki } = topology;
  const internode = { ...shown(pki, 'internode'), trust: trustOf(pki, 'internode') };
  const end = (component: Component): EdgeEnd => ({ ...endOf(topology, component), ...internode });
  const callees = [
    ...SERVER_SERVICES.filter((service) => service !== 'frontend').map((service) => ({
      callee: end(service),
      port: COMPONENTS[service].ports.grpcPort,
    })),
    ...SERVER_SERVICES.map((service) => ({
      callee: { ...end(service), name: `${service} membership` },
      port: COMPONENTS[service].ports.membershipPort,
    })),
  ];
  const { internodeServerName: serverName } = pki;
  return callersOf('internode').flatMap((caller) =>
    callees.map(
      (listener): Edge => ({
        caller: end(caller),
        ...listener,
        purpose: 'internode',
        serverName,
        callerKind: COMPONENTS[caller].kind,
      }),
    ),
  );
}

/**
 * What each service's `frontend.client` would verify. What it would show is the internode certificate, which the frontend
 * refuses: with an internal frontend nothing of the server is to come in by the public door.
 */
function frontendClientEdges(topology: Topology): Edge[] {
  const trust = trustOf(topology.pki, 'frontend');
  return callersOf('frontend')
    .filter(isService)
    .map((service) => ({ ...endOf(topology, service), trust }))
    .map(toFrontend(topology, 'server'));
}

/** Whoever comes in by the public door: the Web UI, the command line, people, services. */
function callerEdges(topology: Topology): Edge[] {
  const { pki, database, services = [] } = topology;
  const certificates = pki.certificates.filter(({ role }) => CERTIFICATE_ROLES[role].purpose === 'clients');
  const held = new Set(certificates.map(({ namespace, secretName }) => `${namespace}/${secretName}`));
  const bySecret = new Map(services.map((service) => [secretOf(service), service]));
  const podsOf = ({ role, namespace, secretName }: CertificateModel) => {
    const component = CLIENT_COMPONENTS.find((name) => name === role);
    if (component !== undefined) return podsOfComponent(topology, component);
    const service = bySecret.get(`${namespace}/${secretName}`);
    return service && podsOfService(service);
  };
  // A whole server has these; without a certificate they are edges too, broken ones.
  const demanded = CLIENT_COMPONENTS.filter(
    (component) => database !== undefined && !certificates.some(({ role }) => role === component),
  );
  return [
    ...certificates.map((certificate) => ({
      name: callerName(certificate),
      ...podsOf(certificate),
      role: certificate.role,
      certificate: shownCertificate(certificate),
      trust: certificate.frontendTrust === undefined ? [] : [certificate.frontendTrust],
    })),
    ...demanded.map((role) => ({ ...endOf(topology, role), role, trust: trustOf(pki, 'frontend') })),
    ...services
      .filter((service) => !held.has(secretOf(service)))
      .map((service) => ({
        name: service.name,
        ...podsOfService(service),
        role: 'service' as const,
        trust: [{ ...service.profile.trust, namespace: service.namespace }],
      })),
  ].map(toFrontend(topology, 'client'));
}

/** Each service's processes to the database, whose own certificate is no business of this program. */
function databaseEdges(topology: Topology): Edge[] {
  const { pki, database } = topology;
  if (database === undefined) return [];
  const { endpoints, clientCertificate } = database;
  const shows = clientCertificate
    ? shown(pki, 'database-client', databaseClientOf(pki.certificates, clientCertificate))
    : {};
  const callee = { name: 'database', trust: clientCertificate ? trustOf(pki, 'database') : [] };
  return callersOf('database').flatMap((component) =>
    endpoints.map((endpoint): Edge => {
      const { serverName, port } = endpoint;
      const trust = [{ ...serverCaSource(endpoint), namespace: pki.namespace }];
      return {
        caller: { ...endOf(topology, component), ...shows, trust },
        callee,
        purpose: 'database',
        port,
        serverName,
        callerKind: COMPONENTS[component].kind,
      };
    }),
  );
}

function toFrontend(topology: Topology, callerKind: ComponentKind): (caller: EdgeEnd) => Edge {
  const { pki } = topology;
  const callee = { ...endOf(topology, 'frontend'), ...shown(pki, 'frontend'), trust: trustOf(pki, 'clients') };
  const listener = { callee, port: COMPONENTS.frontend.ports.grpcPort, serverName: pki.frontendServerName };
  return (caller) => ({ caller, ...listener, purpose: 'clients', callerKind });
}

function secretOf({ namespace, profile }: Service): string {
  return `${namespace}/${profile.certificateSecretName}`;
}

/** Tenants have names of their own. */
function callerName({ holder, tenant }: CertificateModel): string {
  return tenant === undefined ? holder : `${tenant}-${holder}`;
}
