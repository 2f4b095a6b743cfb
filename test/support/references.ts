import type { KubeObject } from '../gen/program';

/** Where cert-manager finds what ClusterIssuers refer to, and trust-manager what Bundles do, unless told otherwise. */
const CLUSTER_RESOURCE_NAMESPACE = 'cert-manager';
const CERTIFICATE_KEYS = ['tls.crt', 'tls.key', 'ca.crt'];

/** A workload's pods, and the namespace that they run in. */
export interface PodTemplate {
  readonly of: string;
  readonly namespace: string;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written
  readonly spec: any;
}

/** The pods of the workloads among the objects. */
export function podTemplates(objects: readonly KubeObject[]): PodTemplate[] {
  return objects.flatMap(({ kind, metadata: { name, namespace = '' }, spec }) =>
    spec?.template?.spec?.containers === undefined
      ? []
      : [{ of: `${kind} ${namespace}/${name}`, namespace, spec: spec.template.spec }],
  );
}

/** Where every file of a pod lies, and the key that it is: `Kind namespace/name key key`. */
export function filesOfPod({ namespace, spec }: PodTemplate): Map<string, string> {
  const mounts = spec.containers.flatMap(({ volumeMounts = [] }: { volumeMounts?: object[] }) => volumeMounts);
  return new Map(
    mounts.flatMap(({ name, mountPath }: { name: string; mountPath: string }) =>
      itemsOf(
        spec.volumes.find((volume: { name: string }) => volume.name === name),
        namespace,
      ).map(({ path, key }) => [`${mountPath}/${path}`, key]),
    ),
  );
}

/** The items of a volume: where each lies in it, and the key that it is. */
// biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written
function itemsOf({ secret, configMap, projected }: any, namespace: string): Array<{ path: string; key: string }> {
  if (projected) return projected.sources.flatMap((source: object) => itemsOf(source, namespace));
  const [kind, source] = secret ? ['Secret', secret] : ['ConfigMap', configMap];
  if (source === undefined) return []; // an emptyDir
  return source.items.map(({ key, path }: { key: string; path: string }) => ({
    path,
    key: `${kind} ${namespace}/${source.secretName ?? source.name} key ${key}`,
  }));
}

/** What the objects bring into the cluster: `Kind namespace/name`, and for Secrets and ConfigMaps each of their keys. */
export function provided(objects: readonly KubeObject[]): Set<string> {
  return new Set(objects.flatMap((object) => [identityOf(object), ...writtenBy(object)]));
}

/** What a Secret or ConfigMap of each name is written by, of those that only one object may write. */
export function secretWriters(objects: readonly KubeObject[]): Map<string, string[]> {
  const writers = new Map<string, string[]>();
  for (const object of objects) {
    const secrets = new Set(writtenBy(object).map((key) => key.split(' key ')[0]));
    for (const secret of secrets) writers.set(secret, [...(writers.get(secret) ?? []), identityOf(object)]);
  }
  return writers;
}

/** The text that lies behind each key of which the manifests say it: `Kind namespace/name key key`. */
export function textsByKey(objects: readonly KubeObject[]): Map<string, string> {
  return new Map(
    objects.flatMap(({ kind, metadata: { namespace, name }, data, spec }) => {
      const of = kind === 'ExternalSecret' ? `Secret ${namespace}/${spec.target.name}` : `${kind} ${namespace}/${name}`;
      const texts: Record<string, string> =
        kind === 'ExternalSecret' ? (spec.target.template.data ?? {}) : (data ?? {});
      return kind === 'ExternalSecret' || kind === 'ConfigMap'
        ? Object.entries(texts).map(([key, text]) => [`${of} key ${key}`, text] as const)
        : [];
    }),
  );
}

/** Everything that the objects name and that nothing brings: `who → what`. */
export function dangling(objects: readonly KubeObject[], external: readonly string[]): string[] {
  const known = provided(objects);
  return objects
    .flatMap((object) => referencesOf(object).map((reference) => [identityOf(object), reference]))
    .filter(([, reference]) => !known.has(reference) && !external.includes(reference))
    .map(([who, reference]) => `${who} → ${reference}`);
}

export function identityOf({ kind, metadata: { name, namespace = '' } }: KubeObject): string {
  return `${kind} ${namespace}/${name}`;
}

function writtenBy(object: KubeObject): string[] {
  const { kind, metadata, spec } = object;
  const keys = (of: string, names: Iterable<string>, namespace = metadata.namespace) =>
    [...names].map((key) => `${of.replace('/', `${namespace}/`)} key ${key}`);
  switch (kind) {
    case 'ConfigMap':
    case 'Secret':
      return keys(`${kind} /${metadata.name}`, Object.keys({ ...object.data, ...object.stringData }));
    case 'Certificate':
      return keys(`Secret /${spec.secretName}`, CERTIFICATE_KEYS);
    case 'ExternalSecret': {
      const fetched = spec.data.map(({ secretKey }: { secretKey: string }) => secretKey);
      return keys(`Secret /${spec.target.name}`, [...fetched, ...Object.keys(spec.target.template.data ?? {})]);
    }
    case 'Bundle':
      return spec.target.namespaceSelector.matchExpressions.flatMap(({ values }: { values: string[] }) =>
        values.flatMap((namespace) => keys(`ConfigMap /${metadata.name}`, [spec.target.configMap.key], namespace)),
      );
    default:
      return [];
  }
}

function referencesOf(object: KubeObject): string[] {
  const { kind, metadata, spec } = object;
  const { namespace } = metadata;
  switch (kind) {
    case 'Certificate':
      return [`${spec.issuerRef.kind} ${spec.issuerRef.kind === 'Issuer' ? namespace : ''}/${spec.issuerRef.name}`];
    case 'Issuer':
      return spec.ca === undefined ? [] : [`Secret ${namespace}/${spec.ca.secretName} key tls.key`];
    case 'ClusterIssuer':
      return [`Secret ${CLUSTER_RESOURCE_NAMESPACE}/${spec.ca.secretName} key tls.key`];
    case 'ExternalSecret':
      return [`${spec.secretStoreRef.kind} ${namespace}/${spec.secretStoreRef.name}`];
    case 'Bundle':
      return spec.sources.map(
        ({ secret }: { secret: { name: string; key: string } }) =>
          `Secret ${CLUSTER_RESOURCE_NAMESPACE}/${secret.name} key ${secret.key}`,
      );
    case 'RoleBinding':
      return [
        `Role ${namespace}/${object.roleRef.name}`,
        ...object.subjects.map(
          (subject: { kind: string; namespace: string; name: string }) =>
            `${subject.kind} ${subject.namespace}/${subject.name}`,
        ),
      ];
    default:
      return podTemplates([object]).flatMap(podReferences);
  }
}

function podReferences({ namespace, spec }: PodTemplate): string[] {
  const containers: { env?: { valueFrom?: { secretKeyRef?: { name: string; key: string } } }[] }[] = spec.containers;
  const variables = containers.flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []));
  return [
    `ServiceAccount ${namespace}/${spec.serviceAccountName}`,
    ...(spec.volumes ?? []).flatMap((volume: object) => itemsOf(volume, namespace).map(({ key }) => key)),
    ...variables.map(({ name, key }) => `Secret ${namespace}/${name} key ${key}`),
  ];
}
