import { lifetimeOf } from '../../certificates/lifetimes';
import type { PkiSettings } from '../../certificates/settings';
import type { CertificateRole } from '../../model/certificate-role';
import type { HierarchyModel } from '../../model/hierarchy';
import type { LocalGenerationModel } from '../../model/local';
import type { Purpose } from '../../model/purpose';
import type { Authority } from '../authority';
import type { ImportedSource } from '../authority-source';
import { signedRoles, storedAuthority, trustIn } from '../local/local-authority';
import { generationsOf } from '../self-signed/generations';
import { type ImportedAuthorityOptions, importedModel } from './imported-authority-options';

/** An imported authority in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function importedAuthority(
  purpose: Purpose,
  { options, permittedNames }: ImportedSource,
  settings: PkiSettings,
): Authority {
  const signed = signedRoles(purpose);
  const { hierarchies, signing, ...states } = generationsOf(purpose, { permittedNames }, settings, signed);
  const generations = hierarchies.map((generation) =>
    importedGeneration(purpose, options, generation, settings, signed),
  );
  const local = storedAuthority(options, generations, 'CertificateAuthority.imported');
  return {
    model: { kind: 'imported', purpose, ...states, ...trustIn(local, purpose, settings) },
    trustCarriers: [],
  };
}

/**
 * One certificate in place of root and intermediate. It stays as it was made; it has the intermediate's name in the store, and is
 * due for renewal when it would no longer outlive its certificates.
 */
function importedGeneration(
  purpose: Purpose,
  options: ImportedAuthorityOptions,
  { authority, generation, signs, outgoing, intermediate }: HierarchyModel,
  settings: PkiSettings,
  signed: readonly CertificateRole[],
): LocalGenerationModel {
  const lifetimes = signed.map((role) => lifetimeOf(role, settings.lifetimes).durationSeconds);
  const own = { ...intermediate, renewBeforeSeconds: Math.max(...lifetimes) };
  return {
    authority,
    generation,
    signs,
    outgoing,
    imported: importedModel(options, purpose === 'frontend'),
    anchor: own.name,
    root: own,
    intermediate: own,
  };
}
