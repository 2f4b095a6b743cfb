import type { Manifest } from '../core/objects/manifest';
import { sortedBy } from '../core/order';

const GROUP = 'rbac.authorization.k8s.io';

/** What has a name in a Kubernetes namespace. */
interface Named {
  readonly name: string;
  readonly namespace: string;
}

/** Permission of one rule for some ServiceAccounts: a Role and its RoleBinding. Source: Kubernetes, "Using RBAC Authorization". */
export function renderGrant(metadata: Named, accounts: readonly Named[], rule: object): [Manifest, Manifest] {
  const subjects = sortedBy(accounts, ({ name, namespace }) => `${namespace}/${name}`);
  return [
    { apiVersion: `${GROUP}/v1`, kind: 'Role', metadata, rules: [rule] },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: GROUP, kind: 'Role', name: metadata.name },
      subjects: subjects.map(({ name, namespace }) => ({ kind: 'ServiceAccount', name, namespace })),
    },
  ];
}
