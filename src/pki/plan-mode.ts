import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { effects } from '../core/effects';
import { AuthError, formatRefusal, type Refusal, refuse } from '../core/errors';
import { edgesOf, type Topology } from '../edges/edges';
import type { Edge } from '../edges/model';
import { type PlannedRotation, plannedRotationOf } from './planned-rotation';
import { type StorePlan, storePlansOf } from './store-plan';

/** The environment variable that holds the path of the file to write the plan to. */
export const PLAN_VARIABLE = 'TEMPORAL_AUTH_PLAN';

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

type Describe = () => Topology;

/** What is declared in each App, to be asked when it is complete. */
const declared = new WeakMap<Construct, Describe[]>();

/** Whether the plan is made, here. */
let planningHere = false;

/** Whether the plan is made instead of manifests; the stores may then be empty. */
export function isPlanning(): boolean {
  return planningHere || effects.environment(PLAN_VARIABLE) !== undefined;
}

/** The plan of what is declared here, in a process that writes neither plan nor manifests. Throws `SHARED_STORE`. */
export function planHere(declare: () => readonly Topology[]): Plan {
  planningHere = true;
  try {
    return planFor(declare());
  } finally {
    planningHere = false;
  }
}

/** Has the plan written, where this run is to do so, once the App is complete and before anything is checked. */
export function watchPlan(scope: Construct, describe: Describe): void {
  const app = App.of(scope);
  const others = declared.get(app);
  if (others !== undefined) {
    others.push(describe);
    return;
  }
  const all = [describe];
  declared.set(app, all);
  app.node.addValidation({
    validate: () => {
      const topologies = all.map((describe) => describe());
      return isPlanning()
        ? orEnd(() => writePlan(planFor(topologies)))
        : sharedNames(storesOf(topologies)).map((refusal) => formatRefusal('SHARED_STORE', refusal));
    },
  });
}

/** Certificates of two PKIs under one name in one store: each would take the place of the other. */
function sharedNames(stores: readonly StorePlan[]): Refusal[] {
  const owners = new Map<string, string>();
  const problems: Refusal[] = [];
  for (const { folder, path, certificates } of stores) {
    for (const { id } of certificates) {
      const owner = owners.get(`${folder}\0${id}`);
      if (owner === undefined) {
        owners.set(`${folder}\0${id}`, path);
        continue;
      }
      problems.push({
        option: `${folder}: ${id}`,
        path,
        expected: `a store of its own, or another namePrefix, since ${owner} keeps a certificate of this name there`,
        fix: 'Give each MtlsPki a folder of its own.',
      });
    }
  }
  return problems;
}

function storesOf(topologies: readonly Topology[]): StorePlan[] {
  return topologies.flatMap(({ pki }) => storePlansOf(pki));
}

function planFor(topologies: readonly Topology[]): Plan {
  const stores = storesOf(topologies);
  const [problem] = sharedNames(stores);
  if (problem !== undefined) refuse('SHARED_STORE', problem);
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
