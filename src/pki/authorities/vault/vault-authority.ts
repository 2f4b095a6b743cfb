import type { PkiSettings } from '../../certificates/settings';
import type { Purpose } from '../../model/purpose';
import type { Authority } from '../authority';
import type { VaultSource } from '../authority-source';
import { authorityBehind } from '../issuer/issuer-authority';
import { vaultIssuerOf } from './vault-issuer';

/** An authority in a secrets engine of a Vault. Throws `UNPROVEN_TRUST`, `SECRET_ELSEWHERE`, `INVALID_NAME`. */
export function vaultAuthority(purpose: Purpose, { options }: VaultSource, settings: PkiSettings): Authority {
  const { issuer, vault } = vaultIssuerOf(purpose, options, settings);
  const authority = authorityBehind(purpose, issuer, options.trust, settings);
  return { ...authority, model: { ...authority.model, kind: 'vault', issuer, vault } };
}
