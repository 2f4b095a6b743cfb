import type { ErrorCode } from './error-codes';
import type { Problem } from './problem';

/** A check of a whole program, or of a whole part of it: plain data in, problems out. */
export interface Rule<M> {
  /** Its name on the page of rules. */
  readonly id: string;
  /** What holds of every program, in a sentence. */
  readonly what: string;
  /** What happens where it does not hold. */
  readonly why: string;
  /** The codes of what it finds. */
  readonly codes: readonly ErrorCode[];
  check(model: M): Problem[];
}

/** Everything that rules find, in their order. */
export function checkAll<M>(rules: readonly Rule<M>[], model: M): Problem[] {
  return rules.flatMap((rule) => rule.check(model));
}
