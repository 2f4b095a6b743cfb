import type { KubeObject } from '../../../gen/program';
import { SCANS, scan } from '../../../support/manifest-scan';
import { identityOf, secretWriters } from '../../../support/references';
import type { EmittedRule } from '../evidence';

/** Nothing stands twice, and nothing is lost on the way to the disk. */
export const once: EmittedRule = {
  id: 'once',
  what: 'Each object stands in the files once, and each Secret has one writer.',
  find: ({ cluster: { objects }, facts }) => {
    const ids = objects.map((object) => `${object.apiVersion.replace(/\/?[^/]*$/, '')} ${identityOf(object)}`);
    return [
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} twice`),
      ...[...secretWriters(objects)].filter(([, by]) => by.length > 1).map(([secret, by]) => `${secret} by ${by}`),
      ...(objects.length === facts.objects ? [] : [`${objects.length} of ${facts.objects} objects`]),
    ];
  },
};

/** Which verb each resource may have. */
const VERBS: Readonly<Record<string, string>> = {
  ' secrets': 'get',
  ' serviceaccounts/token': 'create',
  'policy.cert-manager.io certificaterequestpolicies': 'use',
};

/** Rights are to named objects, for accounts that exist. */
export const rights: EmittedRule = {
  id: 'rights',
  what: 'A Role is one verb on named objects, and is bound to ServiceAccounts that exist.',
  find: ({ cluster, facts: { existing } }) => [
    ...cluster.ofKind('ClusterRole', 'ClusterRoleBinding').map(identityOf),
    ...cluster.ofKind('Role').flatMap((role) => role.rules.flatMap((rule: Rule) => wideness(role, rule))),
    ...cluster.ofKind('RoleBinding').flatMap((binding) => {
      const { metadata, roleRef, subjects } = binding;
      const accounts = subjects.map(
        ({ kind, namespace, name }: KubeObject['metadata'] & { kind: string }) => `${kind} ${namespace}/${name}`,
      );
      const isBound = roleRef.kind === 'Role' && cluster.has(`Role ${metadata.namespace}/${roleRef.name}`);
      return [
        ...(isBound ? [] : [`no ${roleRef.kind} ${roleRef.name}`]),
        ...accounts.filter((account: string) => !cluster.has(account) && !existing.others.has(account)),
        ...accounts.filter((account: string) => !account.startsWith('ServiceAccount ')),
      ].map((what) => `${identityOf(binding)}: ${what}`);
    }),
  ],
};

interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
  readonly resourceNames?: string[];
}

function wideness(role: KubeObject, { apiGroups, resources, verbs, resourceNames = [] }: Rule): string[] {
  const of = `${apiGroups} ${resources}`;
  const isNarrow = VERBS[of] !== undefined && VERBS[of] === String(verbs);
  const isNamed = resourceNames.length > 0 && resourceNames.every((name) => name !== '' && name !== '*');
  return isNarrow && isNamed ? [] : [`${identityOf(role)}: ${verbs} ${of} ${resourceNames}`];
}

/** Pods run as accounts that are theirs, and values come from stores that exist. */
export const accounts: EmittedRule = {
  id: 'accounts',
  what: 'Each pod runs as a ServiceAccount of the program, no two components as one, and stores of secrets exist.',
  find: ({ cluster, pods, facts: { existing } }) => [
    ...pods.filter(({ account }) => !cluster.has(account)).map(({ name, account }) => `${name} as ${account}`),
    ...pods
      .filter(({ account }, index) => pods.findIndex((other) => other.account === account) !== index)
      .map(({ name, account }) => `${name} as ${account} too`),
    ...cluster
      .ofKind('ExternalSecret')
      .map(({ metadata, spec }) => `${spec.secretStoreRef.kind} ${metadata.namespace}/${spec.secretStoreRef.name}`)
      .filter((store) => !existing.others.has(store)),
  ],
};

/** A Role of another purpose than reading Secrets is what `rights` judges. */
const NOT_OF_ROLES = SCANS.filter(({ sentence }) => !sentence.startsWith('a Role '));

/** What one object alone shows: secrets, tokens, modes, sub-paths. */
export const scans: EmittedRule = {
  id: 'scans',
  what: 'No object by itself does what none may: shows a secret, mounts a token, hides a rotation, stands nowhere.',
  find: ({ cluster: { objects } }) => NOT_OF_ROLES.flatMap((check) => scan(objects, check)),
};
