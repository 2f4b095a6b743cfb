/** Whom a component calls: the server's services, its frontend, or what stands beside them. */
type Callee = 'internode' | 'frontend' | 'database';

/** There is no `httpPort`: on internal-frontend it would open the frontend's TLS to system admins. */
export interface ServicePorts {
  readonly grpcPort: number;
  readonly membershipPort: number;
}

interface AnyRow {
  /** Its name in options. */
  readonly option: string;
  readonly calls: readonly Callee[];
}

/** A service of the server. Its processes read trust as a list of files with one certificate each. */
interface ServiceRow extends AnyRow {
  readonly kind: 'server';
  readonly ports: ServicePorts;
}

/**
 * What calls the server with a certificate of its own. It reads trust as one file, which may hold several certificates, and may run
 * on Node, which takes a self-signed certificate alone for an anchor.
 */
interface ClientRow extends AnyRow {
  readonly kind: 'client';
  /** Its name in messages. */
  readonly what: string;
  /** The method of `MtlsPki` that asks for its certificate. */
  readonly askedBy: string;
  /** The option of `CertificateLifetimes` for its certificate. */
  readonly lifetime: string;
  /** How its process is configured: by a profile, `temporal.toml`, or by variables of its own. */
  readonly told: 'by-profile' | 'by-variables';
}

const SERVICE = { kind: 'server', calls: ['internode', 'frontend', 'database'] } as const;
const CLIENT = { kind: 'client', calls: ['frontend'] } as const;

/**
 * What runs in pods of its own beside the declared services, in the order in which it is emitted: a row each, from which follow
 * certificate, identity, mounts and edges. The ports are Temporal's own defaults.
 *
 * Source: common/config/config_template_embedded.yaml of the server.
 */
export const COMPONENTS = {
  frontend: { ...SERVICE, option: 'frontend', ports: { grpcPort: 7233, membershipPort: 6933 } },
  'internal-frontend': { ...SERVICE, option: 'internalFrontend', ports: { grpcPort: 7236, membershipPort: 6936 } },
  history: { ...SERVICE, option: 'history', ports: { grpcPort: 7234, membershipPort: 6934 } },
  matching: { ...SERVICE, option: 'matching', ports: { grpcPort: 7235, membershipPort: 6935 } },
  worker: { ...SERVICE, option: 'worker', ports: { grpcPort: 7239, membershipPort: 6939 } },
  ui: {
    ...CLIENT,
    option: 'ui',
    what: 'the Web UI',
    askedBy: 'addUiCertificate',
    lifetime: 'ui',
    told: 'by-variables',
  },
  'command-line': {
    ...CLIENT,
    option: 'commandLine',
    what: 'the pod of the command line',
    askedBy: 'addCommandLineCertificate',
    lifetime: 'commandLine',
    told: 'by-profile',
  },
} as const satisfies Readonly<Record<string, ServiceRow | ClientRow>>;

type Rows = typeof COMPONENTS;
type OfKind<Kind> = { [Name in keyof Rows]: Rows[Name]['kind'] extends Kind ? Name : never }[keyof Rows];

/** A component in a pod of its own, other than a declared service. */
export type Component = keyof Rows;

/** One of Temporal's own services, by the name that its configuration uses. */
export type ServerService = OfKind<'server'>;

/** A component that calls the server, by the role of its certificate. */
export type ClientComponent = OfKind<'client'>;

/** A component whose process reads a profile. */
export type ProfileComponent = {
  [Name in ClientComponent]: Rows[Name]['told'] extends 'by-profile' ? Name : never;
}[ClientComponent];

/** How the processes of a component read what they verify by. */
export type ComponentKind = Rows[Component]['kind'];

/** The name of a component in options. */
export type OptionOf<Name extends Component> = Rows[Name]['option'];

/** All components. */
export const COMPONENT_NAMES = Object.keys(COMPONENTS) as readonly Component[];

/** The services that a Temporal server runs as, each in pods of its own. */
export const SERVER_SERVICES = COMPONENT_NAMES.filter(isService);

/** The components that call the server. */
export const CLIENT_COMPONENTS = COMPONENT_NAMES.filter((name) => !isService(name));

/** The components whose processes read a profile. */
export const PROFILE_COMPONENTS = CLIENT_COMPONENTS.filter(readsProfile);

/** Whether the process of a component reads a profile. */
export function readsProfile(component: ClientComponent): component is ProfileComponent {
  return COMPONENTS[component].told === 'by-profile';
}

/** All components that call the same. */
export function callersOf(callee: Callee): Component[] {
  return COMPONENT_NAMES.filter((name) => (COMPONENTS[name].calls as readonly Callee[]).includes(callee));
}

/** Whether a component is one of the server's services. */
export function isService(component: Component): component is ServerService {
  return COMPONENTS[component].kind === 'server';
}

/** The name of a component's ServiceAccount, and of the Service before its pods. */
export function componentName(namePrefix: string, component: Component): string {
  return `${namePrefix}-${component}`;
}
