import { refuse } from '../core/errors';
import type { SecretKeyModel } from './model';
import type { SecretRef } from './secret-ref';

/**
 * The Secret and key of a reference that is used in a Kubernetes namespace. A pod can only read Secrets of its own.
 *
 * Throws `SECRET_ELSEWHERE`.
 */
export function secretKeyIn(kubernetesNamespace: string, ref: SecretRef, option: string): SecretKeyModel {
  if (ref.kubernetesNamespace !== undefined && ref.kubernetesNamespace !== kubernetesNamespace) {
    refuse('SECRET_ELSEWHERE', {
      option,
      found: `Secret "${ref.secretName}" in namespace "${ref.kubernetesNamespace}"`,
      expected: `a Secret in namespace "${kubernetesNamespace}"`,
      fix: `Fetch it there: put an ExternalSecretsBinding into a chart whose namespace is "${kubernetesNamespace}".`,
    });
  }
  return { secretName: ref.secretName, key: ref.key };
}
