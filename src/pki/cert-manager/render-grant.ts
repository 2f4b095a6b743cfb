import type { Manifest } from '../../core/objects/emit';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** An object in a Kubernetes namespace. */
interface Named {
  readonly name: string;
  readonly namespace: string;
}

/** Permission of one rule for one ServiceAccount: a Role and its RoleBinding. */
export function renderGrant(metadata: Named, account: Named, rule: object): Manifest[] {
  return [
    { apiVersion: `${RBAC_GROUP}/v1`, kind: 'Role', metadata, rules: [rule] },
    {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC_GROUP, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}
