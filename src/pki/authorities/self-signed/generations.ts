import type { PkiSettings } from '../../certificates/settings';
import type { AuthorityModel } from '../../model/authority';
import { type CertificateRole, rolesOf } from '../../model/certificate-role';
import type { HierarchyModel } from '../../model/hierarchy';
import type { Purpose } from '../../model/purpose';
import { AuthorityGeneration } from '../../rotation/authority-generation';
import { generationId } from '../../rotation/phases';
import { aloneState } from '../../rotation/state';
import { hierarchyOf } from './hierarchy';
import type { SelfSignedOptions } from './self-signed-options';
import { limitedToTenant } from './tenant-limits';

/** All hierarchies of an authority in one phase of its rotation. */
interface Generations extends Pick<AuthorityModel, 'state' | 'firstState'> {
  /** The older one first. */
  readonly hierarchies: readonly HierarchyModel[];
  /** The one that signs the leaves. */
  readonly signing: HierarchyModel;
}

const FIRST = AuthorityGeneration.only(1);

/**
 * The hierarchies that the options ask for. Throws `INVALID_LIFETIME`, `INVALID_NAME`, `INVALID_VALUE`, `OUT_OF_RANGE`.
 *
 * @param signed the roles whose certificates they sign; all of the purpose where it is left out
 */
export function generationsOf(
  purpose: Purpose,
  asked: SelfSignedOptions,
  settings: PkiSettings,
  signed: readonly CertificateRole[] = rolesOf(purpose),
): Generations {
  const options = limitedToTenant(asked, purpose, settings);
  const { generation: top = FIRST, intermediateGeneration: below = FIRST } = options;
  const hierarchies = top._existing.flatMap((generation, index) => {
    const root = index === 0 ? options.root : (options.nextRoot ?? options.root);
    return below._existing.map((intermediate) => ({
      authority: generationId(generation),
      generation,
      signs: generation === top._signer && intermediate === below._signer,
      outgoing: isFollowed(generation, top) || isFollowed(intermediate, below),
      ...(root && { sharedRoot: root.name }),
      ...hierarchyOf(purpose, { ...options, root }, settings, signed, { generation, intermediate }),
    }));
  });
  const signing = hierarchies.find(({ signs }) => signs);
  if (signing === undefined) throw new Error(`no generation of ${purpose} signs`);
  return {
    hierarchies,
    signing,
    state: {
      signer: signing.authority,
      trusted: top._existing.map(generationId),
      ...(purpose === 'frontend' && options.root && { roots: rootsAbove(hierarchies) }),
    },
    firstState: aloneState(generationId(1)),
  };
}

function isFollowed(number: number, { _existing }: AuthorityGeneration): boolean {
  return number < Math.max(..._existing);
}

/** Callers of the frontend verify by the root, even where it is shared; all others by what stands below it. */
function rootsAbove(hierarchies: readonly HierarchyModel[]): Record<string, string> {
  return Object.fromEntries(hierarchies.map(({ authority, sharedRoot = '' }) => [authority, sharedRoot]));
}
