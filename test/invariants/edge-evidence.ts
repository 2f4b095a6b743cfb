import type { Edge, EdgeEnd } from '../../src/edges/model';
import type { PodFileModel } from '../../src/kubernetes/model';
import type { AuthModel } from '../../src/model/auth-model';
import type { ProfileModel } from '../../src/model/service';
import { COMPONENT_NAMES, type Component, SERVER_SERVICES, type ServerService } from '../../src/pki/model/component';
import { profileNeeds, renderClientProfile } from '../../src/temporal/callers/client-profile';
import { componentProfile } from '../../src/temporal/callers/component-profile';
import { podNeeds } from '../../src/temporal/pod-needs';
import { renderServer } from '../../src/temporal/server/render-server';
import type { ClientTlsConfig, ServerConfig, ServerTlsConfig } from '../../src/temporal/server/server-config';

/** A path, and what names it: `global.tls.internode.server.certFile`. */
export interface NamedPath {
  readonly what: string;
  readonly path: string;
}

/** What one end of an edge reads, as it is rendered for its process. */
export interface EndEvidence {
  /** Whose pod reads it. */
  readonly pod: string;
  readonly files: readonly PodFileModel[];
  readonly certificate?: NamedPath;
  readonly key?: NamedPath;
  readonly trust: readonly NamedPath[];
  /** The name that is verified; absent for a callee. */
  readonly serverName?: string;
}

/** What the processes of a program read, rendered once for all edges. */
export class Evidence {
  private readonly configs: ReadonlyMap<string, ServerConfig>;
  /** By the Secret of its certificate. */
  private readonly profiles: ReadonlyMap<string, ProfileModel>;

  /** @param model with every certificate and authority that the renderers ask for, see `isRenderable` */
  constructor(private readonly model: AuthModel) {
    this.configs = new Map(SERVER_SERVICES.map((service) => [service, renderServer(model, service).config]));
    this.profiles = new Map(
      [{ namespace: model.namespace, profile: componentProfile(model.pki, 'command-line') }, ...model.services].map(
        ({ namespace, profile }) => [`${namespace}/${profile.certificateSecretName}`, profile],
      ),
    );
  }

  /** What the caller reads; nothing of a person, who has no pod. */
  public ofCaller({ caller, callee, purpose, callerKind }: Edge): EndEvidence[] {
    if (callerKind === 'client') return this.ofClient(caller);
    const service = caller.name as ServerService;
    const { global, persistence } = this.configOf(service);
    if (purpose === 'database') {
      return Object.entries(persistence.datastores).map(([store, { sql }]) => {
        const at = `persistence.datastores.${store}.sql.tls`;
        const { caFile, certFile, keyFile } = sql.tls;
        return {
          ...this.podOf(service),
          ...pairOf(at, certFile, keyFile),
          trust: [{ what: `${at}.caFile`, path: caFile }],
          serverName: sql.connectAddr.replace(/:\d+$/, ''),
        };
      });
    }
    if (callee.name === 'frontend') {
      return [{ ...this.podOf(service), ...verifying('global.tls.frontend.client', global.tls.frontend.client) }];
    }
    // A service shows the certificate of its own listener when it calls another one.
    const own = showing('global.tls.internode.server', global.tls.internode.server);
    const verifies = verifying('global.tls.internode.client', global.tls.internode.client);
    return [{ ...this.podOf(service), ...own, ...verifies }];
  }

  /** What the callee reads; nothing of the database. */
  public ofCallee({ callee, purpose }: Edge): EndEvidence[] {
    if (purpose === 'database') return [];
    const service = callee.name.replace(/ membership$/, '') as ServerService;
    const { tls } = this.configOf(service).global;
    const listener = purpose === 'clients' ? 'frontend' : 'internode';
    const { server } = tls[listener];
    if (server === undefined) return [{ ...this.podOf(service), trust: [] }];
    return [{ ...this.podOf(service), ...showing(`global.tls.${listener}.server`, server) }];
  }

  /** Every absolute path that a pod's process is given, of whatever it reads. */
  public paths(): Array<{
    readonly pod: string;
    readonly files: readonly PodFileModel[];
    readonly named: NamedPath[];
  }> {
    const { model } = this;
    return [
      ...COMPONENT_NAMES.map((component) => {
        const { files, env } = podNeeds(model, component);
        const config = this.configs.get(component);
        const profile = component === 'command-line' ? profilePaths(componentProfile(model.pki, 'command-line')) : [];
        return { pod: component, files, named: [...pathsIn(config, ''), ...pathsIn(envOf(env), 'env'), ...profile] };
      }),
      ...model.services.map(({ name, profile }) => {
        const { files, env } = profileNeeds(profile);
        return { pod: name, files, named: [...pathsIn(envOf(env), 'env'), ...profilePaths(profile)] };
      }),
    ];
  }

  private ofClient({ name, role, certificate }: EdgeEnd): EndEvidence[] {
    if (role === 'ui') {
      const { files, env } = podNeeds(this.model, 'ui');
      const value = envOf(env);
      const named = (what: string) => ({ what: `env.${what}`, path: value[what] });
      return [
        {
          pod: name,
          files,
          certificate: named('TEMPORAL_TLS_CERT'),
          key: named('TEMPORAL_TLS_KEY'),
          trust: [named('TEMPORAL_TLS_CA')],
          serverName: value.TEMPORAL_TLS_SERVER_NAME,
        },
      ];
    }
    const profile = this.profiles.get(`${certificate?.namespace}/${certificate?.secretName}`);
    if (profile === undefined) return [];
    const entries = new Map(profileEntries(profile));
    const named = (what: string) => ({ what: `profile ${what}`, path: entries.get(what) ?? '' });
    return [
      {
        pod: name,
        files: profileNeeds(profile).files,
        certificate: named('client_cert_path'),
        key: named('client_key_path'),
        trust: [named('server_ca_cert_path')],
        serverName: entries.get('server_name'),
      },
    ];
  }

  private configOf(service: ServerService): ServerConfig {
    return this.configs.get(service) ?? renderServer(this.model, service).config;
  }

  private podOf(component: Component): Pick<EndEvidence, 'pod' | 'files'> {
    return { pod: component, files: podNeeds(this.model, component).files };
  }
}

/** Whether the renderers find what they ask for; where they do not, other rules say what is missing. */
export function isRenderable(edges: readonly Edge[]): boolean {
  return edges.every(({ caller, callee }) =>
    [caller, callee].every(({ role, certificate }) => role === undefined || certificate !== undefined),
  );
}

function showing(at: string, { certFile, keyFile, clientCaFiles }: ServerTlsConfig) {
  return { ...pairOf(at, certFile, keyFile), trust: listed(`${at}.clientCaFiles`, clientCaFiles) };
}

function verifying(at: string, { serverName, rootCaFiles }: ClientTlsConfig) {
  return { trust: listed(`${at}.rootCaFiles`, rootCaFiles), serverName };
}

function pairOf(at: string, certificate: string | undefined, key: string | undefined) {
  return {
    ...(certificate !== undefined && { certificate: { what: `${at}.certFile`, path: certificate } }),
    ...(key !== undefined && { key: { what: `${at}.keyFile`, path: key } }),
  };
}

function listed(at: string, paths: readonly string[]): NamedPath[] {
  return paths.map((path, index) => ({ what: `${at}[${index}]`, path }));
}

function envOf(env: ReturnType<typeof podNeeds>['env']): Record<string, string> {
  return Object.fromEntries(env.flatMap((variable) => ('value' in variable ? [[variable.name, variable.value]] : [])));
}

function profilePaths(profile: ProfileModel): NamedPath[] {
  return profileEntries(profile)
    .filter(([key]) => key.endsWith('_path'))
    .map(([key, path]) => ({ what: `profile ${key}`, path }));
}

/** The entries of a rendered profile, each of which is one line. */
function profileEntries(profile: ProfileModel): Array<[string, string]> {
  return [...renderClientProfile(profile).matchAll(/^(\w+) = (".*")$/gm)].map(([, key, value]) => [
    key,
    JSON.parse(value),
  ]);
}

/** Every text in a tree that is an absolute path, or the URL of one. */
function pathsIn(value: unknown, at: string): NamedPath[] {
  if (typeof value === 'string') {
    const path = value.replace(/^file:\/\//, '');
    return path.startsWith('/') ? [{ what: at, path }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsIn(inner, Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`),
  );
}
