import type { KubeObject } from '../../gen/program';
import type { Certificate } from './certificates';
import { Cluster } from './cluster';
import type { Facts, IntendedServer } from './facts';
import { type Pod, podsOf } from './pods';

/** What a rule looks at: objects as they were read from the written files, and what their program says of them. */
export interface Evidence {
  readonly cluster: Cluster;
  readonly facts: Facts;
  readonly pods: readonly Pod[];
  readonly servers: readonly ServerEvidence[];
  /** Of everybody who is no authority, by Secret. */
  readonly leaves: ReadonlyMap<string, Certificate>;
}

/** A server, and the pods that run it. */
export interface ServerEvidence {
  readonly intended: IntendedServer;
  readonly pods: readonly Pod[];
  /** The Secrets of its certificates, as its pods show them. */
  readonly internode?: string;
  readonly frontend?: string;
  readonly database?: string;
}

/** What no program that is accepted may do. */
export interface EmittedRule {
  readonly id: string;
  readonly what: string;
  /** What is wrong, a line each; nothing where nothing is. */
  find(evidence: Evidence): string[];
}

export function evidenceOf(objects: readonly KubeObject[], facts: Facts): Evidence {
  const cluster = new Cluster(objects, facts.existing);
  const pods = podsOf(cluster);
  const servers = facts.servers.map((intended) => {
    const own = pods.filter(({ configKey }) => configKey?.startsWith(`${intended.configMap} key `));
    const shown = (pick: (config: Pod['config']) => string | undefined) =>
      own.map((pod) => secretAt(pod, pick(pod.config))).find((secret) => secret !== undefined);
    return {
      intended,
      pods: own,
      internode: shown(({ global }) => global.tls.internode.server?.certFile),
      frontend: shown(({ global }) => global.tls.frontend.server?.certFile),
      database: shown(({ persistence }) => persistence.datastores.default.sql.tls.certFile),
    };
  });
  return { cluster, facts, pods, servers, leaves: cluster.leaves };
}

/** The Secret of which a key lies at a path. */
export function secretAt({ files }: Pod, path: string | undefined): string | undefined {
  return path === undefined ? undefined : files.get(path)?.split(' key ')[0];
}

/** The CA certificates at paths; a path where none lies is told. */
export function anchorsAt({ cluster }: Evidence, pod: Pod, paths: readonly string[] = []) {
  const found = paths.map((path) => ({ path, authorities: cluster.authoritiesIn(pod.files.get(path) ?? '') }));
  return {
    anchors: found.flatMap(({ authorities }) => authorities),
    faults: [
      ...(paths.length === 0 ? [`${pod.name}: nothing to verify by`] : []),
      ...found
        .filter(({ authorities }) => authorities.length === 0 || authorities.some(({ isAuthority }) => !isAuthority))
        .map(({ path }) => `${pod.name}: no CA certificate at ${path}`),
    ],
  };
}

/** Whether a certificate and its key lie at two paths, both of one Secret. */
export function isPair({ files }: Pod, certificate: string | undefined, key: string | undefined): boolean {
  const [at, keyAt] = [files.get(certificate ?? ''), files.get(key ?? '')];
  return at?.endsWith(' key tls.crt') === true && keyAt === at.replace(/crt$/, 'key');
}

export function differences(found: Iterable<string>, expected: Iterable<string>): string[] {
  const [has, should] = [new Set(found), new Set(expected)];
  return [
    ...[...has].filter((one) => !should.has(one)).map((one) => `${one} too`),
    ...[...should].filter((one) => !has.has(one)).map((one) => `not ${one}`),
  ];
}
