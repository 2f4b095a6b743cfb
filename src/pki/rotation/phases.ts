import type { RotationState } from '../model/rotation';
import { firstSafeStep, isSafeStep } from './law';

/** A state as `AuthorityGeneration` names it. */
interface Phase {
  readonly name: 'only' | 'introduce' | 'signWith';
  readonly generation: number;
}

/** The ids of the authorities that `AuthorityGeneration` numbers. */
const GENERATION = /^g([1-9]\d{0,5})$/;

/** The id of the authority of a generation. */
export function generationId(generation: number): string {
  return `g${generation}`;
}

/** Whether a state consists of generations, not of certificates that a program names. */
export function isOfGenerations({ trusted }: RotationState): boolean {
  return trusted.every((id) => GENERATION.test(id));
}

/**
 * The next declaration on the way from one state to another: the other itself where that is a safe step. Generations go through
 * their phases in order: `only(1)`, `introduce(2)`, `signWith(2)`, `only(2)`, `introduce(3)` …
 */
export function nextOnTheWay(from: RotationState, to: RotationState): RotationState {
  if (isSafeStep(from, to)) return to;
  const [start, end] = [placeOf(from), placeOf(to)];
  // Only states of generations have names; named certificates can be declared in any combination.
  return start === undefined || end === undefined ? firstSafeStep(from, to) : stateAt(start + Math.sign(end - start));
}

/** A state as the program declares it, for the change to make. */
export function declarationOf(state: RotationState): string {
  const phase = phaseOf(state);
  if (phase !== undefined) return `generation: AuthorityGeneration.${phase.name}(${phase.generation})`;
  const others = state.trusted.filter((id) => id !== state.signer);
  return `signed by "${state.signer}"${others.length > 0 ? `, trusting also ${others.map((id) => `"${id}"`).join(', ')}` : ''}`;
}

/** The next declaration of a program that continues a rotation. */
export function continuationOf(state: RotationState): string {
  const place = placeOf(state);
  if (place !== undefined) return declarationOf(stateAt(place + 1));
  const others = state.trusted.filter((id) => id !== state.signer);
  return others.length === 0
    ? `trust a second certificate beside "${state.signer}"`
    : `have another one sign, or trust "${state.signer}" alone`;
}

function phaseOf({ signer, trusted }: RotationState): Phase | undefined {
  const [older, newer, ...more] = [...new Set(trusted)].map(generationOf).sort((one, other) => one - other);
  const signs = generationOf(signer);
  if (signs === older && newer === undefined) return { name: 'only', generation: older };
  if (newer !== older + 1 || more.length > 0) return undefined;
  return { name: signs === newer ? 'signWith' : 'introduce', generation: newer };
}

/** NaN where the id is not a generation's, so that it equals nothing. */
function generationOf(id: string): number {
  return Number(GENERATION.exec(id)?.[1]);
}

/** The position of a state among all phases of all generations; undefined where it is none of them. */
function placeOf(state: RotationState): number | undefined {
  const phase = phaseOf(state);
  if (phase === undefined) return undefined;
  const beforeIt = { only: 3, introduce: 5, signWith: 4 }[phase.name];
  return 3 * phase.generation - beforeIt;
}

function stateAt(place: number): RotationState {
  const generation = Math.floor(place / 3) + 1;
  const [old, next] = [generationId(generation), generationId(generation + 1)];
  if (place % 3 === 0) return { signer: old, trusted: [old] };
  return { signer: place % 3 === 1 ? old : next, trusted: [old, next] };
}
