import type { AuthModel } from '../../src/model/auth-model';

/** What breaks an invariant: what of whom, what it is, and what it has to be. */
export interface Broken {
  readonly option: string;
  readonly value?: string;
  readonly expected: string;
  /** Every edge that one slip breaks, where there are several. */
  readonly details?: readonly string[];
}

/** What no program of a user can break, and only a fault of this library could: the model in, what is wrong with it out. */
export type Invariant = (model: AuthModel) => Broken[];
