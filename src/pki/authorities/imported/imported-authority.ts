import { resolve } from 'node:path';
import { lifetimeOf } from '../../certificates/lifetimes';
import type { PkiSettings } from '../../certificates/settings';
import type { Purpose } from '../../model/purpose';
import type { Authority } from '../authority';
import { signedRoles, storeAuthority } from '../local/store-authority';
import { generationsOf } from '../self-signed/generations';
import type { ImportedAuthorityOptions } from './imported-authority-options';

/**
 * An imported authority in a certificate store: one certificate in place of root and intermediate. It stays as it was made; it has the
 * intermediate's name in the store, and is due for renewal when it would no longer outlive its certificates. Throws
 * `INVALID_LIFETIME`, `INVALID_NAME`.
 */
export function importedAuthority(
  purpose: Purpose,
  options: ImportedAuthorityOptions,
  settings: PkiSettings,
): Authority {
  const signed = signedRoles(purpose);
  const { hierarchies, signing, ...states } = generationsOf(purpose, {}, settings, signed);
  const lifetimes = signed.map((role) => lifetimeOf(role, settings.lifetimes).durationSeconds);
  // Absolute paths, so that the command may run anywhere.
  const imported = {
    certificateFile: resolve(options.certificateFile),
    privateKeyFile: resolve(options.privateKeyFile),
    trustsTop: options.dedicatedRoot === true || purpose === 'frontend',
  };
  const generations = hierarchies.map(({ authority, generation, signs, outgoing, intermediate }) => {
    const own = { ...intermediate, renewBeforeSeconds: Math.max(...lifetimes) };
    return { authority, generation, signs, outgoing, imported, anchor: own.name, root: own, intermediate: own };
  });
  return storeAuthority({ kind: 'imported', purpose, ...states }, options, generations, settings);
}
