import type { PkiSettings } from '../../certificates/settings';
import type { HierarchyModel } from '../../model/hierarchy';
import type { LocalGenerationModel } from '../../model/local';
import type { Purpose } from '../../model/purpose';
import type { Authority } from '../authority';
import { generationsOf } from '../self-signed/generations';
import type { LocalAuthorityOptions } from './local-authority-options';
import { signedRoles, storeAuthority } from './store-authority';

/** An authority that `temporal-auth pki` makes in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function localAuthority(purpose: Purpose, options: LocalAuthorityOptions, settings: PkiSettings): Authority {
  const { hierarchies, signing, ...states } = generationsOf(purpose, options, settings, signedRoles(purpose));
  // As with cert-manager: callers of the frontend verify by the root, even where it is shared.
  const trustsIntermediate = options.root !== undefined && purpose !== 'frontend';
  const generations = hierarchies.map((generation) => localGeneration(generation, trustsIntermediate));
  return storeAuthority({ kind: 'local', purpose, ...states }, options, generations, settings);
}

function localGeneration(
  { root: { certificate: root }, issuer, ...hierarchy }: HierarchyModel,
  trustsIntermediate: boolean,
): LocalGenerationModel {
  return { ...hierarchy, root, anchor: (trustsIntermediate ? hierarchy.intermediate : root).name };
}
