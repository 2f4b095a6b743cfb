import { refuse } from '../../../core/errors';
import type { PkiSettings } from '../../certificates/settings';
import { authorityOption } from '../../model/authority';
import type { Purpose } from '../../model/purpose';
import type { HierarchyOptions } from './hierarchy-options';

/**
 * The options of a hierarchy; the intermediate of a tenant's may sign only names of the tenant's trust domain. That limit is possible
 * in certificates that this library requests; existing issuers and provided certificates stay as they are. Throws `INVALID_VALUE`.
 */
export function limitedToTenant<T extends HierarchyOptions>(options: T, purpose: Purpose, settings: PkiSettings): T {
  const { tenant, trustDomain } = settings;
  if (tenant === undefined) return options;
  const option = authorityOption({ purpose, tenant });
  if (options.permittedNames !== undefined) {
    refuse('INVALID_VALUE', {
      option: `${option}.permittedNames`,
      expected: `no names beside those of the tenant's trust domain, ${trustDomain}`,
      fix: 'Remove permittedNames.',
    });
  }
  for (const key of ['root', 'nextRoot'] as const) {
    const root = options[key];
    if (root === undefined) continue;
    refuse('INVALID_VALUE', {
      option: `${option}.${key}`,
      found: `SharedRoot ${root.name}`,
      expected: "no shared root: a tenant's is its own",
      fix: `Remove ${key}.`,
    });
  }
  return { ...options, permittedNames: { dnsDomains: [trustDomain], uriDomains: [trustDomain] } };
}
