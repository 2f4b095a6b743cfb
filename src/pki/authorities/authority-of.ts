import type { PkiSettings } from '../certificates/settings';
import type { Purpose } from '../model/purpose';
import type { Authority } from './authority';
import type { AuthoritySource } from './authority-source';
import { importedAuthority } from './imported/imported-authority';
import { existingIssuerAuthority } from './issuer/issuer-authority';
import { localAuthority } from './local/local-authority';
import { existingSecretsAuthority } from './secrets/secrets-authority';
import { selfSignedAuthority } from './self-signed/self-signed-authority';
import { tenantSource } from './tenant-authority';
import { vaultAuthority } from './vault/vault-authority';

/**
 * Gives an authority its purpose, and where the settings are a tenant's, its tenant. Throws `UNPROVEN_TRUST`, `MISSING_OPTION`,
 * `INVALID_VALUE`, `INVALID_LIFETIME`.
 */
export function authorityOf(purpose: Purpose, source: AuthoritySource, settings: PkiSettings): Authority {
  const { tenant } = settings;
  if (tenant === undefined) return authorityFrom(purpose, source, settings);
  const authority = authorityFrom(purpose, tenantSource(purpose, source, settings), settings);
  return { ...authority, model: { ...authority.model, tenant } };
}

function authorityFrom(purpose: Purpose, source: AuthoritySource, settings: PkiSettings): Authority {
  switch (source.kind) {
    case 'self-signed':
      return selfSignedAuthority(purpose, source, settings);
    case 'existing-secrets':
      return existingSecretsAuthority(purpose, source, settings);
    case 'local':
      return localAuthority(purpose, source, settings);
    case 'imported':
      return importedAuthority(purpose, source, settings);
    case 'vault':
      return vaultAuthority(purpose, source, settings);
    case 'issuer':
      return existingIssuerAuthority(purpose, source, settings);
  }
}
