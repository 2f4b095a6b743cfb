import { refuse } from '../../../core/errors';
import type { AuthorityGeneration } from '../../rotation/authority-generation';
import type { HierarchyOptions } from './hierarchy-options';

/** Refuses options that contradict each other. Throws `INVALID_VALUE`. */
export function checkRotation(type: string, options: HierarchyOptions): void {
  const { generation, intermediateGeneration, root, nextRoot, rootDuration } = options;
  const wrong = (option: keyof HierarchyOptions, found: string | undefined, expected: string, fix: string): never =>
    refuse('INVALID_VALUE', { option: `${type}.${option}`, found, expected, fix });
  if (root !== undefined && rootDuration !== undefined) {
    wrong(
      'rootDuration',
      rootDuration.toHumanString(),
      'no duration beside a shared root, which has its own',
      'Give the duration to the SharedRoot.',
    );
  }
  if (intermediateGeneration !== undefined && root !== undefined) {
    wrong(
      'intermediateGeneration',
      undefined,
      'none below a shared root, where listeners trust the intermediate',
      'Give generation: below a shared root it rotates the intermediate.',
    );
  }
  if (isBetween(generation) && isBetween(intermediateGeneration)) {
    wrong(
      'intermediateGeneration',
      undefined,
      'one rotation at a time',
      'Bring one of the two to only(…) before the other begins.',
    );
  }
  if (nextRoot === undefined) return;
  if (root === undefined) {
    wrong('nextRoot', nextRoot.name, 'a root that it follows', 'Give root, or leave out nextRoot.');
  }
  if (!isBetween(generation)) {
    wrong(
      'nextRoot',
      nextRoot.name,
      'a root above a generation that is introduced',
      'Give generation: AuthorityGeneration.introduce(…) or signWith(…), or make it the root.',
    );
  }
  if (root?.name === nextRoot.name) {
    wrong('nextRoot', nextRoot.name, 'another root than the present one', 'Leave it out where the root stays.');
  }
}

function isBetween(generation: AuthorityGeneration | undefined): boolean {
  return generation !== undefined && generation._existing.length > 1;
}
