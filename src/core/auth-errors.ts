import { documentationOf } from './error-codes';
import { AuthError, errorWithText } from './errors';
import type { Problem } from './problem';

/** The facts of a refusal or finding. */
export interface AuthErrorDetails {
  /** The stable code, for example `UNKNOWN_OPTION`. Every code is described in `docs/errors.md`. */
  readonly code: string;
  /** The path of the construct that it is about, or an empty text where no construct exists yet. */
  readonly path: string;
  /** The path of the option, for example `MtlsPki.frontendDnsNames[0]`. */
  readonly option: string;
  /** The option's value as the program gives it, shortened, and redacted where it looks like a secret; or an empty text. */
  readonly value: string;
  /** What is there instead, in words, where the program does not say it at the option: of a file, a certificate; or an empty text. */
  readonly found: string;
  /** What would have been accepted. */
  readonly expected: string;
  /** The change to make. */
  readonly fix: string;
  /** The command that prints what the code means, with a program that is refused and one that is not. */
  readonly documentation: string;
}

/**
 * Reads the facts from what this library throws.
 *
 * @example
 * try {
 *   roles.addRole('temporal', { permissions: [], temporalNamespaces: TemporalNamespaces.all() });
 * } catch (error) {
 *   console.log(AuthErrors.details(error)?.code);
 * }
 */
export class AuthErrors {
  /**
   * The facts of an error that this library threw.
   *
   * @param error what was caught; in another language than TypeScript its text, such as `str(error)` in Python
   * @returns undefined when the error is not of this library
   */
  public static details(error: unknown): AuthErrorDetails | undefined {
    const thrown = typeof error === 'string' ? errorWithText(error) : error;
    return thrown instanceof AuthError ? detailsOf(thrown.problem) : undefined;
  }

  private constructor() {}
}

/** The facts of a problem. */
export function detailsOf({ code, path = '', option, value, found, expected, fix }: Problem): AuthErrorDetails {
  return { code, path, option, value, found, expected, fix, documentation: documentationOf(code) };
}
