import type { AuthModel } from '../auth-model';
import type { Finding } from '../core/findings';

/** A check of the whole program: the model in, what is wrong with it out. */
export type Rule = (model: AuthModel) => Finding[];
