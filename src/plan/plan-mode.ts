import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { effects } from '../core/effects';
import { AuthError, refuse } from '../core/errors';
import { installPlanner, PLAN_VARIABLE, whilePlanning } from '../core/planning';
import { type Plan, planFor } from './plan';

/** Not zero: whoever sets the variable by mistake must not take a synthesis that wrote nothing for one that went well. */
export const PLANNED = 75;

const REFUSED = 1;

installPlanner((app) => orEnd(() => writePlan(planFor(app))));

/** The plan of the App in which something is declared here, in a process that writes neither plan nor manifests. Throws `SHARED_STORE`. */
export function planHere(declare: () => Construct): Plan {
  return whilePlanning(() => planFor(App.of(declare())));
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
