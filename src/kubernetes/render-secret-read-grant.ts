import type { Manifest } from '../core/objects/emit';
import { sortedBy, sortedUnique } from '../core/order';
import type { SecretReadGrantModel } from './model';

/**
 * The Role: one verb, one resource, named objects. `list` and `watch` cannot be limited to names, so they are never granted.
 * Source: Kubernetes, "Using RBAC Authorization", "Referring to resources".
 */
export function renderRole(model: SecretReadGrantModel): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: model.name, namespace: model.namespace },
    rules: [
      { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: sortedUnique(model.secretNames) },
    ],
  };
}

/** The RoleBinding of that Role to the accounts. */
export function renderRoleBinding(model: SecretReadGrantModel): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: model.name, namespace: model.namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: model.name },
    subjects: sortedBy(model.subjects, (subject) => `${subject.namespace}/${subject.name}`).map((subject) => ({
      kind: 'ServiceAccount',
      name: subject.name,
      namespace: subject.namespace,
    })),
  };
}
