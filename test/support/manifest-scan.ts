import type { KubeObject } from '../gen/program';
import { leaks } from './leaks';
import { identityOf, podTemplates } from './references';

/** What one object may not do, with the ids of the threats that it would be. */
export interface Scan {
  readonly ids: string;
  readonly sentence: string;
  /** What is wrong with an object; empty when nothing is. */
  readonly find: (object: KubeObject) => string[];
}

/** The one secret that its reader takes from a variable alone: the UI has no file form for it. */
const SECRET_VARIABLES = ['TEMPORAL_AUTH_CLIENT_SECRET'];
const CLUSTER_SCOPED = [
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'Bundle',
  'CertificateRequestPolicy',
  'Namespace',
];

// biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written
type Any = any;

const containersOf = (object: KubeObject): Any[] => podTemplates([object]).flatMap(({ spec }) => spec.containers);
const rulesOf = (object: KubeObject): Any[] => object.rules ?? [];
const configsOf = ({ kind, data = {} }: KubeObject): string[] =>
  kind === 'ConfigMap' ? Object.values(data).filter((text) => /^global:$/m.test(text)) : [];

/** The volumes of Secrets, those inside projected volumes too, with the mode that their files get. */
function secretVolumes(object: KubeObject): Array<{ name: string; mode: unknown }> {
  const volumes: Any[] = podTemplates([object]).flatMap(({ spec }) => spec.volumes ?? []);
  return volumes.flatMap(({ name, secret, projected }) => [
    ...(secret ? [{ name, mode: secret.defaultMode }] : []),
    ...(projected?.sources.some((source: Any) => source.secret) ? [{ name, mode: projected.defaultMode }] : []),
  ]);
}

const when = (wrong: boolean, what: string): string[] => (wrong ? [what] : []);

/** Every check of a single object of the manifests. */
export const SCANS: readonly Scan[] = [
  {
    ids: 'K01',
    sentence: 'nothing reaches the whole cluster',
    find: ({ kind }) => when(kind.startsWith('ClusterRole'), kind),
  },
  {
    ids: 'K02 K03 K04 G11',
    sentence: 'a Role gets named Secrets and nothing else',
    find: (object) =>
      rulesOf(object).flatMap(({ apiGroups, resources, verbs, resourceNames = [] }) => [
        ...when(String(apiGroups) !== '' || String(resources) !== 'secrets', `${apiGroups} ${resources}`),
        ...when(String(verbs) !== 'get', `verbs ${verbs}`),
        ...when(resourceNames.length === 0, 'every Secret'),
      ]),
  },
  {
    ids: 'K05',
    sentence: 'no pod has a token for the Kubernetes API',
    find: (object) => [
      ...when(
        object.kind === 'ServiceAccount' && object.automountServiceAccountToken !== false,
        'the account mounts it',
      ),
      ...podTemplates([object]).flatMap(({ spec }) =>
        when(spec.automountServiceAccountToken !== false, 'a pod mounts it'),
      ),
    ],
  },
  {
    ids: 'K06',
    sentence: 'no Secret is a token of a ServiceAccount',
    find: ({ kind, type }) => when(kind === 'Secret' && type === 'kubernetes.io/service-account-token', 'a token'),
  },
  {
    ids: 'K07',
    sentence: 'a binding names ServiceAccounts of their own, with their namespace',
    find: ({ kind, subjects }) =>
      kind === 'RoleBinding'
        ? subjects.flatMap((subject: Any) =>
            when(
              subject.kind !== 'ServiceAccount' || subject.name === 'default' || subject.namespace === undefined,
              `${subject.kind} ${subject.name}`,
            ),
          )
        : [],
  },
  {
    ids: 'K13',
    sentence: 'Secrets are files that only their group reads, never variables',
    find: (object) => [
      ...secretVolumes(object).flatMap(({ name, mode }) => when(mode !== 0o400, `${name} has mode ${mode}`)),
      ...containersOf(object).flatMap(({ volumeMounts = [], env = [], envFrom = [] }) => [
        ...volumeMounts
          .filter(({ name }: Any) => secretVolumes(object).some((volume) => volume.name === name))
          .flatMap(({ name, readOnly }: Any) => when(readOnly !== true, `${name} can be written`)),
        ...env
          .filter(({ name, valueFrom }: Any) => valueFrom?.secretKeyRef && !SECRET_VARIABLES.includes(name))
          .map(({ name }: Any) => `${name} is a variable`),
        ...when(envFrom.length > 0, 'all keys are variables'),
      ]),
    ],
  },
  {
    ids: 'K14 K19 P01 J07',
    sentence: 'no secret stands in a manifest, in whatever encoding',
    find: (object) =>
      leaks(JSON.stringify(object)).concat(Object.values(object.data ?? {}).flatMap((text) => leaks(text))),
  },
  {
    ids: 'K16 K15',
    sentence: 'names are what Kubernetes takes',
    find: ({ metadata: { name } }) => when(!/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name), name),
  },
  {
    ids: 'K17',
    sentence: 'everything lies in a namespace that is the program’s own',
    find: ({ kind, metadata: { namespace } }) =>
      CLUSTER_SCOPED.includes(kind)
        ? when(namespace !== undefined, 'a namespace for an object without one')
        : when(namespace === undefined || namespace === 'default' || namespace.startsWith('kube-'), `${namespace}`),
  },
  {
    ids: 'A02 A03 A04',
    sentence: 'every server has an authorizer and a claim mapper',
    find: (object) =>
      configsOf(object).flatMap((text) =>
        when(!/^ {4}authorizer: (default|policy)\n {4}claimMapper: \1$/m.test(text), 'it lets everybody in'),
      ),
  },
  {
    ids: 'A13 A14',
    sentence: 'every listener asks for a client certificate',
    find: (object) =>
      configsOf(object).flatMap((text) => [
        ...when(!text.includes('requireClientAuth: true'), 'no listener asks'),
        ...when(/requireClientAuth: (?!true$)/m.test(text), 'a listener does not ask'),
        ...when(
          (text.match(/requireClientAuth/g) ?? []).length !== (text.match(/clientCaFiles:\n +- \//g) ?? []).length,
          'no CA',
        ),
      ]),
  },
  {
    ids: 'A17',
    sentence: 'every caller verifies who answers',
    find: (object) => [
      ...when(/disable_?host_?verification/i.test(JSON.stringify(object)), 'verification is switched off'),
      ...when(
        /enableHostVerification: (?!true$)/m.test(Object.values(object.data ?? {}).join('\n')),
        'a database is not verified',
      ),
      ...containersOf(object)
        .map(({ env = [] }) => Object.fromEntries(env.map(({ name, value }: Any) => [name, value])))
        .filter(({ TEMPORAL_TLS_CA }) => TEMPORAL_TLS_CA !== undefined)
        .flatMap((env) => when(env.TEMPORAL_TLS_ENABLE_HOST_VERIFICATION !== 'true', 'the UI does not verify')),
    ],
  },
  {
    ids: 'A29',
    sentence: 'no mount is of a sub-path, which a rotated Secret never reaches',
    find: (object) =>
      containersOf(object).flatMap(({ volumeMounts = [] }) =>
        volumeMounts.flatMap((mount: Any) =>
          when(
            Object.keys(mount).some((key) => /^subPath/.test(key)),
            mount.name,
          ),
        ),
      ),
  },
];

/** What a scan finds in a whole program. */
export function scan(objects: readonly KubeObject[], { find }: Scan): string[] {
  return objects.flatMap((object) => find(object).map((what) => `${identityOf(object)}: ${what}`));
}
