import { goDuration } from '../core/durations';
import type { AuthModel } from '../model/auth-model';
import { SERVER_SERVICES, type ServerService } from '../model/temporal';
import type { CertificateModel } from '../pki/model';
import { type ListenerPurpose, SERVER_PATHS, trustPath } from './paths';
import { trustOf } from './pki-lookup';
import { PORTS } from './ports';
import type { AuthorizationConfig, ServerConfig, ServerTlsConfig, SqlStoreConfig, TlsConfig } from './server-config';

/** The only cluster of a server without replication, by the name that Temporal's own configurations use. */
const CLUSTER_NAME = 'active';

/** How often a certificate file is read again; well below a quarter of the time that cert-manager leaves for renewal. */
const TLS_REFRESH_SECONDS = 3600;

/** How long a key that the issuer withdrew is still accepted. */
const JWKS_REFRESH_SECONDS = 60;

/**
 * The configuration of one of the server's services. All five decide from their own copy whether there is an internal
 * frontend, so each copy has it. They differ in one thing: only the frontend's names the frontend's key pair, since no other
 * pod holds it, and a file that is missing would silence the expiration checks of the whole process.
 *
 * There are no addresses in it, since the server detects its own, and no secrets, so nothing needs a template.
 */
export function renderServerConfig(model: AuthModel, service: ServerService): ServerConfig {
  const { numHistoryShards } = model.server;
  return {
    log: { stdout: true, level: 'info' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards,
      datastores: {
        default: renderStore(model, model.database.databaseName, 20),
        visibility: renderStore(model, model.database.visibilityDatabaseName, 10),
      },
    },
    global: {
      membership: { maxJoinDuration: goDuration(30) },
      tls: renderTls(model, service),
      authorization: renderAuthorization(model),
    },
    services: Object.fromEntries(SERVER_SERVICES.map((service) => [service, { rpc: PORTS[service] }])),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: CLUSTER_NAME,
      currentClusterName: CLUSTER_NAME,
      // An empty rpcAddress makes the server panic at start.
      clusterInformation: {
        [CLUSTER_NAME]: { enabled: true, initialFailoverVersion: 1, rpcAddress: model.frontendAddress },
      },
    },
    dynamicConfigClient: { filepath: SERVER_PATHS.dynamicConfig, pollInterval: goDuration(60) },
  };
}

/** Membership between the services is plain text unless this is on; it then uses the internode certificates. */
export function renderDynamicConfig(): Record<string, unknown> {
  return { 'system.enableRingpopTLS': [{ value: true }] };
}

function renderStore(model: AuthModel, databaseName: string, maxConns: number): SqlStoreConfig {
  const { host, port, user, clientCertificate } = model.database;
  return {
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${host}:${port}`,
      connectProtocol: 'tcp',
      user,
      passwordCommand: { command: 'cat', args: [SERVER_PATHS.databasePassword], timeout: goDuration(10) },
      maxConns,
      maxIdleConns: maxConns,
      // The command is run for each new connection only: a changed password is taken up within this time.
      maxConnLifetime: goDuration(3600),
      tls: {
        enabled: true,
        enableHostVerification: true,
        caFile: SERVER_PATHS.databaseServerCa,
        ...(clientCertificate ? { certFile: SERVER_PATHS.databaseCertificate, keyFile: SERVER_PATHS.databaseKey } : {}),
      },
    },
  };
}

function renderTls(model: AuthModel, service: ServerService): TlsConfig {
  const { certificates, internodeServerName, frontendServerName } = model.pki;
  const renewBefore = Math.min(...certificates.filter(isServerCertificate).map((leaf) => leaf.renewBeforeSeconds));
  return {
    refreshInterval: goDuration(Math.min(TLS_REFRESH_SECONDS, Math.floor(renewBefore / 4))),
    // A certificate that was renewed in time never enters these windows: who sees a warning has a renewal that failed.
    expirationChecks: {
      warningWindow: goDuration(Math.floor(renewBefore / 2)),
      errorWindow: goDuration(Math.floor(renewBefore / 8)),
      checkInterval: goDuration(3600),
    },
    internode: {
      server: {
        requireClientAuth: true,
        certFile: SERVER_PATHS.internodeCertificate,
        keyFile: SERVER_PATHS.internodeKey,
        clientCaFiles: trustPaths(model, 'internode'),
      },
      client: { serverName: internodeServerName, rootCaFiles: trustPaths(model, 'internode') },
    },
    frontend: {
      ...(service === 'frontend' ? { server: renderFrontendListener(model) } : {}),
      client: { serverName: frontendServerName, rootCaFiles: trustPaths(model, 'frontend') },
    },
  };
}

function renderFrontendListener(model: AuthModel): ServerTlsConfig {
  return {
    requireClientAuth: true,
    certFile: SERVER_PATHS.frontendCertificate,
    keyFile: SERVER_PATHS.frontendKey,
    clientCaFiles: trustPaths(model, 'clients'),
  };
}

function renderAuthorization(model: AuthModel): AuthorizationConfig {
  const { audience, keySourceUris, jwks } = model.authentication;
  const files = jwks === undefined ? [] : [`file://${SERVER_PATHS.jwks}`];
  return {
    authorizer: 'default',
    claimMapper: 'default',
    jwtKeyProvider: { keySourceURIs: [...files, ...keySourceUris], refreshInterval: goDuration(JWKS_REFRESH_SECONDS) },
    permissionsClaimName: model.permissionsClaimName,
    audience,
  };
}

function isServerCertificate({ role }: CertificateModel): boolean {
  return role === 'internode' || role === 'frontend';
}

function trustPaths(model: AuthModel, purpose: ListenerPurpose): string[] {
  return trustOf(model, purpose).map((_, index) => trustPath(purpose, index));
}
