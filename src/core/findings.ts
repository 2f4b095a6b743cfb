import { documentationOf } from './error-codes';
import { messageOf, type Problem, type Severity } from './problem';

/** What a check found in the whole program. */
export interface Finding {
  /** Whether synthesis fails. */
  readonly severity: Severity;
  /** The stable code. Every code is described in `docs/errors.md`. */
  readonly code: string;
  /** The path of the construct that the finding is about. */
  readonly path: string;
  /** The path of the option that the finding is about. */
  readonly option: string;
  /** The value as given, shortened, and redacted where it looks like a secret. */
  readonly value: string;
  /** What would have been accepted. */
  readonly expected: string;
  /** The change to make. */
  readonly fix: string;
  /** Where the documentation explains the code. */
  readonly documentation: string;
  /** The whole as one line, as it is printed. */
  readonly message: string;
  /**
   * Why the program accepts the warning, which is then neither printed nor counted under `strict`.
   *
   * @default - it is not acknowledged
   */
  readonly acknowledged?: string;
  /**
   * Further facts, a line each, such as the APIs that a coarse role is granted beyond what it asks for.
   *
   * @default - none
   */
  readonly details?: string[];
}

/** A problem as a program reads it. */
export function findingOf(problem: Problem): Finding {
  const { severity, code, path = '', option, value, expected, fix, acknowledged, details } = problem;
  return {
    severity,
    code,
    path,
    option,
    value,
    expected,
    fix,
    documentation: documentationOf(code),
    message: messageOf(problem),
    ...(acknowledged !== undefined && { acknowledged }),
    ...(details && { details: [...details] }),
  };
}
