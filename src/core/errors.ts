import type { ErrorCode } from './error-codes';
import { errorOf, type Facts, messageOf, type Problem } from './problem';

/** Errors that were made last. A program in another language than TypeScript catches one of its own, with the text of ours. */
const recent: AuthError[] = [];
const REMEMBERED = 16;

/** The error of this library whose text is, or is part of, a text that was caught. */
export function errorWithText(text: string): AuthError | undefined {
  return recent.find(({ message }) => text.includes(message));
}

/**
 * The one error that this library throws. It is private, since jsii cannot export subclasses of Error; `AuthErrors.details`
 * gives its facts to callers in every language.
 */
export class AuthError extends Error {
  /** Private, so that a program that it ends prints the facts once. */
  readonly #problems: readonly [Problem, ...Problem[]];

  constructor(...problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(messageOf).join('\n'));
    this.name = 'AuthError';
    this.#problems = problems;
    recent.unshift(this);
    recent.splice(REMEMBERED);
  }

  /** The first of what is wrong. */
  public get problem(): Problem {
    return this.#problems[0];
  }

  /** All that was found wrong at once. */
  public get problems(): readonly Problem[] {
    return this.#problems;
  }

  public get code(): ErrorCode {
    return this.problem.code;
  }
}

/** Refuses a program: throws the typed error. */
export function refuse(code: ErrorCode, facts: Facts): never {
  throw new AuthError(errorOf(code, facts));
}

/** Refuses a program for all that is wrong with it, where something is. */
export function refuseAll([first, ...others]: readonly Problem[]): void {
  if (first !== undefined) throw new AuthError(first, ...others);
}
