import { type Check, optional, options } from '../../core/guards';
import { namespaceName, subdomainName } from '../../core/names';

/** The cert-manager that gets rights. */
export interface CertManagerOptions {
  /**
   * The Kubernetes namespace of cert-manager's controller.
   *
   * @default - `cert-manager`
   */
  readonly kubernetesNamespace?: string;
  /**
   * The ServiceAccount of cert-manager's controller.
   *
   * @default - `cert-manager`
   */
  readonly serviceAccountName?: string;
}

/** Reads the options. Throws `INVALID_NAME`, `RESERVED_NAMESPACE`. */
export const certManagerOptions: Check<CertManagerOptions> = options<CertManagerOptions>({
  kubernetesNamespace: optional(namespaceName),
  serviceAccountName: optional(subdomainName),
});
