import type { Construct } from 'constructs';
import { effects } from './effects';
import { besideValidation } from './objects/validate-once';

/** The environment variable that holds the path of the file to write the plan to. */
export const PLAN_VARIABLE = 'TEMPORAL_AUTH_PLAN';

/** Has the plan of a construct's App, where this run makes it, made before anything is checked. */
export function planWhenAsked(scope: Construct): void {
  besideValidation(scope, planInstead);
}

/** Whether a plan is being made in this process. */
let planningHere = false;

/** Whether the plan is made instead of manifests; the certificate stores may then be empty. */
export function isPlanning(): boolean {
  return planningHere || effects.environment(PLAN_VARIABLE) !== undefined;
}

/** Does what makes a plan in this process, which then writes neither plan nor manifests. */
export function whilePlanning<T>(work: () => T): T {
  planningHere = true;
  try {
    return work();
  } finally {
    planningHere = false;
  }
}

/** Writes the plan of an App and ends the program. */
export type Planner = (app: Construct) => void;

let planner: Planner | undefined;

/** Says who writes the plan: what a plan holds is known to rooms that nothing here may import. */
export function installPlanner(writer: Planner): void {
  planner = writer;
}

function planInstead(app: Construct): void {
  if (isPlanning()) planner?.(app);
}
