import { identityOf, podTemplates, provided } from '../../../support/references';
import { differences, type EmittedRule, type Evidence } from '../evidence';
import { secretOf } from '../names';

/** What a process is told lies in its pod. */
export const paths: EmittedRule = {
  id: 'paths',
  what: 'Every path that a process is told is a file of its pod, and no volume hides another.',
  find: ({ pods, cluster }) => [
    ...pods.flatMap(({ name, files, named }) =>
      named.filter((path) => !files.has(path)).map((path) => `${name}: nothing at ${path}`),
    ),
    ...podTemplates(cluster.objects).flatMap(({ of, spec }) => {
      const mounts: string[] = spec.containers.flatMap(
        ({ volumeMounts = [] }: { volumeMounts?: { mountPath: string }[] }) =>
          volumeMounts.map(({ mountPath }) => mountPath),
      );
      return mounts
        .filter((path, index) => mounts.some((other, at) => at !== index && `${path}/`.startsWith(`${other}/`)))
        .map((path) => `${of}: ${path} is hidden`);
    }),
  ],
};

/** What a pod mounts exists. */
export const keys: EmittedRule = {
  id: 'keys',
  what: 'Every key that a pod mounts, or has as a variable, is written by an object or exists.',
  find: ({ pods, cluster, facts: { existing } }) => {
    const known = new Set([
      ...provided(cluster.objects),
      ...existing.files.keys(),
      ...existing.others,
      ...[...existing.leaves.keys()].flatMap((secret) => [`${secret} key tls.crt`, `${secret} key tls.key`]),
    ]);
    return pods.flatMap(({ name, files, secretVariables }) =>
      [...files.values(), ...secretVariables].filter((key) => !known.has(key)).map((key) => `${name}: no ${key}`),
    );
  },
};

/** A certificate is brought with its own key. */
export const deliveries: EmittedRule = {
  id: 'deliveries',
  what: 'A Secret with a certificate and a key is brought whole, from one certificate of the store.',
  find: ({ cluster }) =>
    cluster
      .ofKind('ExternalSecret')
      .filter(({ spec }) => spec.target.template.type === 'kubernetes.io/tls')
      .flatMap((object) => {
        const parts: Delivered[] = object.spec.data;
        return [
          ...differences(
            parts.map(({ secretKey }) => secretKey),
            ['tls.crt', 'tls.key', 'ca.crt'],
          ),
          ...parts
            .filter(({ secretKey, remoteRef }) => secretKey !== remoteRef.property)
            .map(({ secretKey }) => secretKey),
          ...(new Set(parts.map(({ remoteRef }) => remoteRef.key)).size === 1 ? [] : ['of several']),
        ].map((what) => `${identityOf(object)}: ${what}`);
      }),
};

interface Delivered {
  readonly secretKey: string;
  readonly remoteRef: { readonly key: string; readonly property: string };
}

/** What nothing in a pod reads, it does not hold. */
export const unread: EmittedRule = {
  id: 'unread',
  what: 'Every file of a pod is one that its process is told.',
  find: ({ pods }) =>
    pods.flatMap(({ name, files, named }) =>
      [...files.keys()].filter((path) => !named.includes(path)).map((path) => `${name}: nobody reads ${path}`),
    ),
};

/** The key of an authority leaves cert-manager's hands nowhere. */
export const authorityKeys: EmittedRule = {
  id: 'authority-keys',
  what: 'The private key of an authority, or of a listener, can be read by nobody else: by no mount, variable, Role or Bundle.',
  find: ({ cluster, pods, servers }) => {
    const authorities = cluster
      .ofKind('Certificate')
      .filter(({ spec }) => spec.isCA === true)
      .map(secretOf);
    const isKey = (key: string) => {
      const [secret, name] = key.split(' key ');
      return authorities.includes(secret) && !['tls.crt', 'ca.crt'].includes(name);
    };
    const bundled = cluster
      .ofKind('Bundle')
      .flatMap(({ spec }) => spec.sources)
      .map(({ secret }) => `Secret cert-manager/${secret.name} key ${secret.key}`);
    const shown = servers.flatMap(({ internode, frontend, database }) => [internode, frontend, database]);
    const granted = cluster
      .ofKind('Role')
      .flatMap(({ metadata, rules }) =>
        rules
          .filter(({ resources }: { resources: string[] }) => resources.includes('secrets'))
          .flatMap(({ resourceNames = [] }: { resourceNames?: string[] }) =>
            resourceNames.map((name) => `Secret ${metadata.namespace}/${name}`),
          ),
      )
      .filter((secret) => authorities.includes(secret) || shown.includes(secret));
    const mounted = pods.flatMap(({ files, secretVariables }) => [...files.values(), ...secretVariables]);
    return [...mounted.filter(isKey), ...bundled.filter((key) => !/ key (tls|ca)\.crt$/.test(key)), ...granted];
  },
};

/** Whose key it is, and nobody else's. */
export const holders: EmittedRule = {
  id: 'holders',
  what: "A private key lies in the pods of its holder alone: internode's and the database's with the server, the frontend's with the frontend.",
  find: ({ pods, servers }: Evidence) => {
    const accounts = new Map<string, Set<string>>();
    const wrong = pods.flatMap(({ name, account, service, files, configKey }) =>
      [...files.values()]
        .filter((key) => key.endsWith(' key tls.key'))
        .map((key) => key.replace(' key tls.key', ''))
        .filter((secret) => {
          const server = servers.find((one) => [one.internode, one.frontend, one.database].includes(secret));
          if (server === undefined) {
            accounts.set(secret, (accounts.get(secret) ?? new Set()).add(account));
            return service !== undefined;
          }
          const isOwn = configKey?.startsWith(`${server.intended.configMap} key `) === true;
          return !isOwn || (secret === server.frontend && service !== 'frontend');
        })
        .map((secret) => `${name} holds the key of ${secret}`),
    );
    const shared = [...accounts].filter(([, of]) => of.size > 1).map(([secret]) => `several hold the key of ${secret}`);
    return [...wrong, ...shared];
  },
};
