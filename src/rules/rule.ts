import type { Problem } from '../core/problem';
import type { AuthModel } from '../model/auth-model';

/** A check of the whole program: the model in, what is wrong with it out. */
export type Rule = (model: AuthModel) => Problem[];
