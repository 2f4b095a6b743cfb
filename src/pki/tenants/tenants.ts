import type { Construct } from 'constructs';
import { inConstruct, refuse } from '../../core/errors';
import type { Registry } from '../registry/registry';
import { Tenant } from './tenant';
import { tenantName } from './tenant-name';
import { type TenantOptions, tenantOptions } from './tenant-options';

const TYPE = 'MtlsPki.addTenant';

/** The tenants of one MtlsPki: each has a name of its own, and is there before a pod of the server is told whom to trust. */
export class Tenants {
  private readonly names = new Set<string>();
  private complete = false;

  public constructor(
    private readonly pki: Construct,
    private readonly server: Registry,
  ) {}

  /** Adds one. Throws `INVALID_NAME`, `INVALID_VALUE`, `DUPLICATE_TENANT`, `LATE_TENANT`, and what `Tenant` throws. */
  public add(name: string, options: TenantOptions | undefined): Tenant {
    const tenant = inConstruct(this.pki, () => tenantName(name, `${TYPE} name`));
    const slip = { option: `${TYPE} name`, path: this.pki.node.path, value: tenant };
    if (this.complete) {
      refuse('LATE_TENANT', {
        ...slip,
        expected:
          "a tenant that is declared before the files of the server's pods are read, by addTo(), podSpec() and the like",
        fix: 'Move this line above the first that mounts them: a pod that has its files already would not trust the tenant.',
      });
    }
    if (this.names.has(tenant)) {
      refuse('DUPLICATE_TENANT', {
        ...slip,
        expected: 'a name of its own for each tenant',
        fix: 'Use the object that addTenant() returned the first time.',
      });
    }
    this.names.add(tenant);
    return inConstruct(this.pki, () => Tenant._create(this.pki, tenant, this.server, tenantOptions(options, TYPE)));
  }

  /** No more are added from now on. */
  public close(): void {
    this.complete = true;
  }
}
