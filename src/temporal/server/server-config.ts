import type { AuthorizerConfig } from '../../enforcement/mode';
import type { ServicePorts } from '../../pki/model/component';
import type { DatastoreConfig } from './datastores/datastores';
import type { DatastoresConfig } from './datastores/datastores-config';

/**
 * The part of Temporal's server configuration that this library emits, closed: the server drops a key that it does not know
 * without a word, so no key may exist here that is not in `contract/server-config-keys-*.json`, which is read from the
 * server's own types. What is unsafe has no type: no host verification switched off, no per-host override of TLS, no
 * `*Data` beside `*File`, no `httpPort`, no `publicClient` beside the internal frontend.
 */
export interface ServerConfig {
  readonly log: { readonly stdout: true; readonly level: 'info' };
  readonly persistence: {
    readonly defaultStore: 'default';
    readonly visibilityStore: 'visibility';
    readonly numHistoryShards: number;
    readonly datastores: DatastoresConfig<DatastoreConfig>;
  };
  readonly global: {
    readonly membership: { readonly maxJoinDuration: string };
    readonly tls: TlsConfig;
    readonly authorization: AuthorizationConfig;
  };
  readonly services: Readonly<Record<string, { readonly rpc: ServicePorts }>>;
  readonly clusterMetadata: {
    readonly enableGlobalNamespace: false;
    readonly failoverVersionIncrement: number;
    readonly masterClusterName: string;
    readonly currentClusterName: string;
    readonly clusterInformation: Readonly<
      Record<string, { readonly enabled: true; readonly initialFailoverVersion: number; readonly rpcAddress: string }>
    >;
  };
  readonly dynamicConfigClient: { readonly filepath: string; readonly pollInterval: string };
}

/** `global.tls`. */
export interface TlsConfig {
  readonly refreshInterval: string;
  readonly expirationChecks: {
    readonly warningWindow: string;
    readonly errorWindow: string;
    readonly checkInterval: string;
  };
  readonly internode: { readonly server: ServerTlsConfig; readonly client: ClientTlsConfig };
  /** `server` stands in the frontend's own configuration alone: no other pod holds the frontend's key. */
  readonly frontend: { readonly server?: ServerTlsConfig; readonly client: ClientTlsConfig };
}

/** A listener: a key pair, and the callers that it lets in. Without the list Go would trust the system's roots. */
export interface ServerTlsConfig {
  readonly requireClientAuth: true;
  readonly certFile: string;
  readonly keyFile: string;
  readonly clientCaFiles: readonly string[];
}

/** A caller: what it verifies its listener by. */
export interface ClientTlsConfig {
  readonly serverName: string;
  readonly rootCaFiles: readonly string[];
}

/** `global.authorization`: what the mode of enforcement decides, and what every mode needs to verify tokens. */
export interface AuthorizationConfig extends AuthorizerConfig {
  readonly jwtKeyProvider: { readonly keySourceURIs: readonly string[]; readonly refreshInterval: string };
  readonly audience: string;
}
