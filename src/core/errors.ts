import type { ErrorCode } from './error-codes';
import { errorOf, type Facts, messageOf, type Problem } from './problem';

/**
 * The one error that this library throws. It is private, since jsii cannot export subclasses of Error; `AuthErrors.details`
 * gives its facts to callers in every language.
 */
export class AuthError extends Error {
  /** Private, so that a program that it ends prints the facts once. */
  readonly #problem: Problem;

  constructor(problem: Problem) {
    super(messageOf(problem));
    this.name = 'AuthError';
    this.#problem = problem;
  }

  public get problem(): Problem {
    return this.#problem;
  }

  public get code(): ErrorCode {
    return this.problem.code;
  }
}

/** Refuses a program: throws the typed error. */
export function refuse(code: ErrorCode, facts: Facts): never {
  throw new AuthError(errorOf(code, facts));
}
