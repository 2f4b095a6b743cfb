import { callOptions, instanceOf, optional } from '../../core/guards';
import { CertificateAuthority } from '../authorities/certificate-authority';

/** Options of a tenant. */
export interface TenantOptions {
  /**
   * Where the tenant's certificates come from; whatever `clients` may be given, except a shared root.
   *
   * @default - a self-signed hierarchy of its own, in the Temporal server's Kubernetes namespace
   */
  readonly authority?: CertificateAuthority;
}

/** Reads the options of a tenant. */
export const tenantOptions = callOptions<TenantOptions>({
  authority: optional(instanceOf(CertificateAuthority, 'a CertificateAuthority')),
});
