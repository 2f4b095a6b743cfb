import { refuse } from '../../core/errors';
import type { PkiSettings } from '../certificates/settings';
import { authorityOption } from '../model/authority';
import type { Purpose } from '../model/purpose';
import type { AuthoritySource } from './authority-source';

/**
 * The authority of a tenant: its intermediate may sign only names of the tenant's trust domain. That limit is possible in
 * certificates that this library requests; existing issuers and provided certificates stay as they are. Throws `INVALID_VALUE`.
 */
export function tenantSource(purpose: Purpose, source: AuthoritySource, settings: PkiSettings): AuthoritySource {
  const { trustDomain } = settings;
  const option = authorityOption({ purpose, ...settings });
  const permittedNames = { dnsDomains: [trustDomain], uriDomains: [trustDomain] };
  if (source.kind === 'imported') return { ...source, permittedNames };
  if (source.kind !== 'self-signed' && source.kind !== 'local') return source;
  if (source.options.permittedNames !== undefined) {
    refuse('INVALID_VALUE', {
      option: `${option}.permittedNames`,
      expected: `no names beside those of the tenant's trust domain, ${trustDomain}`,
      fix: 'Remove permittedNames.',
    });
  }
  for (const key of ['root', 'nextRoot'] as const) {
    const root = source.options[key];
    if (root === undefined) continue;
    refuse('INVALID_VALUE', {
      option: `${option}.${key}`,
      value: root.name,
      expected: "no shared root: a tenant's is its own",
      fix: `Remove ${key}.`,
    });
  }
  if (source.kind === 'local') return { ...source, options: { ...source.options, permittedNames } };
  return { ...source, options: { ...source.options, permittedNames } };
}
