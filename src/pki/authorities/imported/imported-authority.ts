import { lifetimeOf } from '../../certificates/lifetimes';
import type { PkiSettings } from '../../certificates/settings';
import type { CertificateRole, HierarchyModel, LocalGenerationModel, Purpose } from '../../model';
import { type ImportedAuthorityOptions, importedModel } from './imported-authority-options';

/**
 * An authority that somebody else made, in the place of root and intermediate. Its certificate is what it is; of ours it has the
 * intermediate's name in the store, and is due when it would not outlive what it signs any more.
 */
export function importedGeneration(
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
