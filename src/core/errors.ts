import type { ErrorCode } from './error-codes';
import { errorOf, type Facts, messageOf, type Problem } from './problem';

/**
 * The one error that this library throws. It is private, since jsii cannot export subclasses of Error; `AuthErrors.details`
 * gives its facts to callers in every language.
 */
export class AuthError extends Error {
  constructor(public readonly problem: Problem) {
    super(messageOf(problem));
    this.name = 'AuthError';
  }

  public get code(): ErrorCode {
    return this.problem.code;
  }
}

/** Refuses a program: throws the typed error. */
export function refuse(code: ErrorCode, facts: Facts): never {
  throw new AuthError(errorOf(code, facts));
}
