import { dirname, sep } from 'node:path';
import type { ErrorCode } from './error-codes';
import { errorOf, type Facts, messageOf, type Problem } from './problem';

/** Where the code of this library lies. */
const OURS = dirname(__dirname) + sep;
/** Deep enough for a check of an option in an option to reach the line of the user's that gave it. */
const DEEPEST = 50;

/** As many as somebody reads at once. */
const MOST_SHOWN = 20;

type Problems = readonly [Problem, ...Problem[]];

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
  readonly #problems: Problems;

  constructor(...problems: Problems) {
    super(textOf(problems));
    this.name = 'AuthError';
    this.#problems = problems;
    recent.unshift(this);
    recent.splice(REMEMBERED);
    const frames = framesOfCallers(this);
    Object.defineProperty(this, 'stack', {
      get: () => `${this.name}: ${this.message}\n${frames()}`,
      configurable: true,
    });
  }

  /** The first of what is wrong. */
  public get problem(): Problem {
    return this.#problems[0];
  }

  /** All that was found wrong at once. */
  public get problems(): Problems {
    return this.#problems;
  }

  public get code(): ErrorCode {
    return this.problem.code;
  }
}

/** Refuses a program: throws the typed error. */
export function refuse(code: ErrorCode, facts: Facts): never {
  return refuseAll([errorOf(code, facts)]) as never;
}

/** Refuses a program for all that is wrong with it, where something is. */
export function refuseAll([first, ...others]: readonly Problem[]): void {
  if (first === undefined) return;
  // Without this word Node prints the line that throws, which is never the user's, before it says anything.
  throw new AuthError(first, ...others); // node-do-not-add-exception-line
}

/** Takes steps that do not need each other, and refuses a program for all that they find wrong. */
export function together<T>(steps: Iterable<() => T>): T[] {
  const done: T[] = [];
  const problems: Problem[] = [];
  for (const step of steps) {
    try {
      done.push(step());
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      problems.push(...error.problems);
    }
  }
  refuseAll(problems);
  return done;
}

/** Says of which construct is spoken, where a check does not know it. */
export function inConstruct<T>({ node: { path } }: { readonly node: { readonly path: string } }, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return refuseAll(error.problems.map((problem) => ({ ...problem, path: problem.path ?? path }))) as never;
  }
}

function textOf(problems: Problems): string {
  const shown = problems.slice(0, MOST_SHOWN).map(messageOf);
  const others = problems.length - shown.length;
  return [...shown, ...(others > 0 ? [`… and ${others} more of this run`] : [])].join('\n');
}

/**
 * Where the stack stands now, without the calls of this library that come before the caller's first: whoever reads it looks for a
 * line of their own. Written out when somebody asks, as that costs more than most checks.
 */
function framesOfCallers(error: Error): () => string {
  const place = { name: error.name, stack: '' };
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEEPEST;
  Error.captureStackTrace(place, error.constructor);
  Error.stackTraceLimit = stackTraceLimit;
  return () => {
    const frames = place.stack.split('\n').filter((line) => /^\s+at /.test(line));
    const first = frames.findIndex((frame) => !frame.includes(OURS));
    return frames.slice(Math.max(first, 0)).join('\n');
  };
}
