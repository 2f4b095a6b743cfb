import type { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { type Check, readOptions, type Shape } from '../core/guards';
import { EDGES } from './edges';
import { FINDINGS } from './findings';
import { PKIS } from './pkis';
import { POLICIES } from './policies';
import { ROTATIONS } from './rotations';
import { SERVERS } from './servers';
import { STORES } from './stores';

/** The topics of a plan. */
const PARTS = {
  stores: STORES,
  edges: EDGES,
  rotations: ROTATIONS,
  pkis: PKIS,
  servers: SERVERS,
  policies: POLICIES,
  findings: FINDINGS,
};

type Parts = { readonly [Topic in keyof typeof PARTS]: ReturnType<(typeof PARTS)[Topic]['read']> };

/** What a program tells the command line, a part for each topic. It holds no keys. */
export interface Plan extends Parts {
  readonly format: 1;
}

/** The plan of an App. Throws `SHARED_STORE`. */
export function planFor(app: Construct): Plan {
  return { format: 1, ...eachPart<Parts>((part) => part.describe(app)) };
}

const format: Check<1> = (value, option) =>
  value === 1
    ? 1
    : refuse('INVALID_VALUE', {
        option,
        value,
        expected: 'format 1',
        fix: 'Use the command line of the same version of this library as the program.',
      });

/** Reads the plan that a program wrote. Throws `INVALID_VALUE` and what the guards throw. */
export function readPlan(json: string, file: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('INVALID_VALUE', { option: file, expected: 'JSON', fix: 'Make the plan anew.' });
  }
  return readOptions<Plan>('plan', value, { format, ...eachPart<Shape<Parts>>((part) => part.read) });
}

function eachPart<T extends Record<keyof Parts, unknown>>(make: (part: (typeof PARTS)[keyof Parts]) => unknown): T {
  return Object.fromEntries(Object.entries(PARTS).map(([topic, part]) => [topic, make(part)])) as T;
}
