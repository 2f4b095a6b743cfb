/** The five services that a Temporal server runs as, each in pods of its own. */
export const SERVER_SERVICES = ['frontend', 'internal-frontend', 'history', 'matching', 'worker'] as const;

/** One of Temporal's own services, by the name that its configuration uses. */
export type ServerService = (typeof SERVER_SERVICES)[number];

/** What runs in a pod that this program speaks of: Temporal's services, its UI, the command line, or a declared service. */
export type Component = ServerService | 'ui' | 'command-line';

/** All components that are not declared services, in the order in which they are emitted. */
export const COMPONENTS: readonly Component[] = [...SERVER_SERVICES, 'ui', 'command-line'];

/** A published fix without which a caller reaches what the authorizer denies. */
export interface AuthorizationFixModel {
  /** The name by which a program acknowledges its absence. */
  readonly id: string;
  readonly what: string;
  /** The first release of each minor that has it. */
  readonly fixedIn: readonly string[];
}

/** The server itself. */
export interface ServerModel {
  readonly version: string;
  /** What the version lacks. */
  readonly missingFixes: readonly AuthorizationFixModel[];
  /** Ids of the missing authorization fixes that the program accepts. */
  readonly acknowledgedFixes: readonly string[];
  readonly numHistoryShards: number;
}

/** A caller of the frontend that this program declares. */
export interface ServiceModel {
  readonly name: string;
  readonly path: string;
  /** The Kubernetes namespace of its pods. */
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The Temporal namespace of its profile. */
  readonly temporalNamespace: string;
  readonly profile: ProfileModel;
}

/** A key of a Secret or ConfigMap in the namespace of the pod that mounts it. */
export interface ObjectKeyModel {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
}

/** What an SDK or the command line needs to reach the frontend. */
export interface ProfileModel {
  /** Where `temporal.toml` lies: a key of a ConfigMap, or of a Secret where the profile carries an API key. */
  readonly file: ObjectKeyModel;
  readonly address: string;
  /** Left out where the caller chooses one at each call. */
  readonly temporalNamespace?: string;
  readonly serverName: string;
  /** The Secret with `tls.crt` and `tls.key`. */
  readonly certificateSecretName: string;
  /** What the caller verifies the frontend by. */
  readonly trust: ObjectKeyModel;
}
