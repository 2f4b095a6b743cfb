import { Construct } from 'constructs';
import { readOnly } from '../../core/surface/read-only';
import type {
  CallerCertificateOptions,
  ClientCertificate,
  PersonCertificateOptions,
} from '../certificates/client-certificate';
import { trustRefOf } from '../certificates/placed-trust';
import type { TrustRef } from '../certificates/trust-ref';
import { tenantId } from '../model/authority';
import { CallerCertificates } from '../registry/caller-certificates';
import { Registry } from '../registry/registry';
import { tenantSettings } from './tenant-name';
import type { TenantOptions } from './tenant-options';

/**
 * A team, or whoever else has Temporal namespaces of its own: its certificates come from an authority of its own, which the
 * frontend trusts beside the others, and which nothing else trusts. Its SPIFFE IDs are of a trust domain of its own,
 * `<tenant>.<trustDomain>`.
 *
 * The intermediate of an authority that is self-signed or local may sign names of that trust domain alone, so nothing that the
 * tenant's issuer signs can pass for another tenant or for a caller that is no tenant's: Temporal refuses it. Where the
 * authority exists already, or its certificates are brought in Secrets, that is up to whoever runs it: this library cannot
 * limit it, and what is trusted must be given as for `clients`.
 *
 * A certificate opens the frontend and nothing else. What its holder may do in which Temporal namespace does not follow from
 * the tenant: that is for the roles that are bound and for tokens.
 */
export class Tenant extends Construct {
  /** @internal */
  public static _create(pki: Construct, name: string, server: Registry, options: TenantOptions): Tenant {
    return new Tenant(pki, name, server, options);
  }

  private readonly registry: Registry;
  private readonly callers: CallerCertificates;

  private constructor(
    pki: Construct,
    private readonly name: string,
    server: Registry,
    { authority }: TenantOptions,
  ) {
    super(pki, tenantId(name));
    const settings = tenantSettings(name, server.settings, 'MtlsPki.addTenant name');
    this.registry = new Registry(this, settings, server);
    this.registry.authority('clients', authority);
    this.callers = new CallerCertificates(this, this.registry, server);
  }

  /** The name of the tenant. */
  public get tenantName(): string {
    return this.name;
  }

  /** The trust domain of the SPIFFE IDs in the tenant's certificates. */
  public get trustDomain(): string {
    return this.registry.settings.trustDomain;
  }

  /** The tenant's CA certificates, which the frontend's listener trusts. */
  public get trust(): TrustRef[] {
    const { model } = this.registry.authority('clients');
    return model.trust.map((file) => trustRefOf(file, model));
  }

  /**
   * The certificate of a service: a worker or an SDK client.
   *
   * Throws `INVALID_NAME`, `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   *
   * @param name the service's name, once in the tenant; the Secret is `<namePrefix>-<tenant>-<name>`
   */
  public addServiceCertificate(name: string, options?: CallerCertificateOptions): ClientCertificate {
    return this.callers.addService('Tenant', name, options);
  }

  /**
   * The certificate of a person, in a Secret of the Temporal server's namespace, from which it is handed over.
   *
   * Throws `INVALID_NAME`, `DUPLICATE_CERTIFICATE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   *
   * @param name the person's or office's name, once in the tenant; the Secret is `<namePrefix>-<tenant>-<name>`
   */
  public addPersonCertificate(name: string, options?: PersonCertificateOptions): ClientCertificate {
    return this.callers.addPerson('Tenant', name, options);
  }
}

readOnly(Tenant);
