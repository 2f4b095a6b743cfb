import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { effects } from './effects';
import { validateOnce } from './objects/validate-once';
import type { Problem } from './problem';

/** The environment variable that holds the path of the file to write the plan to. */
export const PLAN_VARIABLE = 'TEMPORAL_AUTH_PLAN';

/** What constructs of an App declare, to be asked for when the App is complete. */
export class Declarations<T> {
  private readonly declared = new WeakMap<Construct, Array<() => T>>();

  /** Declares for the App of a construct. Where this run makes the plan, it is made before anything is checked. */
  public add(scope: Construct, describe: () => T): void {
    const app = App.of(scope);
    this.declared.set(app, [...(this.declared.get(app) ?? []), describe]);
    validateOnce(scope, planInstead);
  }

  /** All that is declared in an App, in the order of declaration. */
  public of(app: Construct): T[] {
    return (this.declared.get(app) ?? []).map((describe) => describe());
  }
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

function planInstead(app: Construct): Problem[] {
  if (isPlanning()) planner?.(app);
  return [];
}
