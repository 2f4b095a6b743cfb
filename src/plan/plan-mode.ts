import { effects } from '../core/effects';
import { AuthError, refuse } from '../core/errors';
import { installPlanner, PLAN_VARIABLE, whilePlanning } from '../core/planning';
import { edgesOf } from '../edges/edges';
import type { Topology } from '../edges/ends';
import type { Edge } from '../edges/model';
import { DECLARED_PKIS } from '../pki/registry/declared-pkis';
import { sharedNames } from '../pki/rules/shared-stores';
import { type StorePlan, storePlansOf } from '../pki/store/store-plan';
import { type PlannedRotation, plannedRotationOf } from './planned-rotation';

/** Not zero: whoever sets the variable by mistake must not take a synthesis that wrote nothing for one that went well. */
export const PLANNED = 75;

const REFUSED = 1;

/**
 * What a program asks of its certificate stores, who calls whom, and what it declares of rotations, as it is written for
 * `temporal-auth pki`. It holds no keys.
 */
export interface Plan {
  readonly format: 1;
  readonly stores: readonly StorePlan[];
  readonly edges: readonly Edge[];
  readonly rotations: readonly PlannedRotation[];
}

installPlanner((app) => orEnd(() => writePlan(planFor(DECLARED_PKIS.of(app)))));

/** The plan of what is declared here, in a process that writes neither plan nor manifests. Throws `SHARED_STORE`. */
export function planHere(declare: () => readonly Topology[]): Plan {
  return whilePlanning(() => planFor(declare()));
}

function planFor(topologies: readonly Topology[]): Plan {
  const stores = topologies.flatMap(({ pki }) => storePlansOf(pki));
  const [problem] = sharedNames(stores);
  if (problem !== undefined) throw new AuthError(problem);
  const rotations = topologies.map(({ pki }) => plannedRotationOf(pki));
  return { format: 1, stores, edges: topologies.flatMap(edgesOf), rotations };
}

/** What is refused is said in a line: thrown, it would reach whoever waits for the plan below the stack of the program. */
function orEnd<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    effects.warn(error.message);
    return effects.exit(REFUSED);
  }
}

function writePlan(plan: Plan): never {
  const file = effects.environment(PLAN_VARIABLE) ?? '';
  try {
    effects.writeNewFile(file, JSON.stringify(plan));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    refuse('INVALID_VALUE', {
      option: PLAN_VARIABLE,
      value: file,
      expected: 'the path of a file that is not there yet and can be written',
      fix: `Remove the file, or name another one (${code}).`,
    });
  }
  effects.warn(`${PLAN_VARIABLE} is set: the plan is written to ${file}, and no manifest.`);
  return effects.exit(PLANNED);
}
