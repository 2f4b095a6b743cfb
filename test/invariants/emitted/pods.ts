import { parse } from 'yaml';
import { filesOfPod, type PodTemplate, podTemplates, textsByKey } from '../../support/references';
import type { Cluster } from './cluster';

// biome-ignore lint/suspicious/noExplicitAny: a configuration is read as it is written
type Any = any;

/** What one pod's process reads. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly account: string;
  /** Path, and the key that lies there. */
  readonly files: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
  /** Keys of Secrets in variables. */
  readonly secretVariables: readonly string[];
  /** The configuration of a service of the server. */
  readonly config?: Any;
  /** The key of the ConfigMap that it is. */
  readonly configKey?: string;
  /** The service that the process is. */
  readonly service?: string;
  /** Of a caller: what it calls the frontend with. */
  readonly call?: Call;
  /** Every absolute path that the process is told. */
  readonly named: readonly string[];
}

/** How the frontend is called. */
export interface Call {
  readonly address: string;
  readonly temporalNamespace?: string;
  readonly certificate: string;
  readonly key: string;
  readonly trust: string;
  readonly serverName: string;
}

/** The pods of all workloads. */
export function podsOf(cluster: Cluster): Pod[] {
  const texts = textsByKey(cluster.objects);
  const configs = new Map<string, Any>(); // the services of a server read the same text
  const configOf = (text: string) => {
    if (!configs.has(text)) configs.set(text, parse(text));
    return configs.get(text);
  };
  return podTemplates(cluster.objects).map((template) => podOf(template, texts, configOf));
}

function podOf(template: PodTemplate, texts: ReadonlyMap<string, string>, configOf: (text: string) => Any): Pod {
  const files = filesOfPod(template);
  const variables: Any[] = template.spec.containers.flatMap(({ env = [] }: Any) => env);
  const env = new Map<string, string>(
    variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const textAt = (path: string | undefined) => (path === undefined ? undefined : texts.get(files.get(path) ?? ''));
  const configPath = env.get('TEMPORAL_SERVER_CONFIG_FILE_PATH');
  const configText = textAt(configPath);
  const config = configText === undefined ? undefined : configOf(configText);
  const profile = textAt(env.get('TEMPORAL_CONFIG_FILE'));
  const call = profile === undefined ? callByVariables(env) : callByProfile(profile);
  return {
    name: template.of,
    namespace: template.namespace,
    account: `ServiceAccount ${template.namespace}/${template.spec.serviceAccountName}`,
    files,
    env,
    secretVariables: variables.flatMap(({ valueFrom }) =>
      valueFrom?.secretKeyRef === undefined
        ? []
        : [`Secret ${template.namespace}/${valueFrom.secretKeyRef.name} key ${valueFrom.secretKeyRef.key}`],
    ),
    config,
    configKey: files.get(configPath ?? ''),
    service: env.get('TEMPORAL_SERVICES'),
    call,
    named: [...pathsIn(config), ...pathsIn([...env.values()]), ...pathsIn(call)],
  };
}

function callByVariables(env: ReadonlyMap<string, string>): Call | undefined {
  if (!env.has('TEMPORAL_TLS_CA')) return undefined;
  const of = (name: string) => env.get(name) ?? '';
  return {
    address: of('TEMPORAL_ADDRESS'),
    certificate: of('TEMPORAL_TLS_CERT'),
    key: of('TEMPORAL_TLS_KEY'),
    trust: of('TEMPORAL_TLS_CA'),
    serverName: of('TEMPORAL_TLS_ENABLE_HOST_VERIFICATION') === 'true' ? of('TEMPORAL_TLS_SERVER_NAME') : '',
  };
}

/** A `temporal.toml`, each entry of which is one line. */
function callByProfile(toml: string): Call {
  const entries = new Map([...toml.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, value]) => [key, value]));
  const of = (name: string) => entries.get(name) ?? '';
  return {
    address: of('address'),
    temporalNamespace: entries.get('namespace'),
    certificate: of('client_cert_path'),
    key: of('client_key_path'),
    trust: of('server_ca_cert_path'),
    serverName: of('server_name'),
  };
}

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const path = value.replace(/^file:\/\//, '');
    return path.startsWith('/') ? [path] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}
