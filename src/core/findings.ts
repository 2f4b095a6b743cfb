import { type AuthErrorDetails, detailsOf } from './auth-errors';
import { messageOf, type Problem, type Severity } from './problem';

/** What a check found in the whole program. */
export interface Finding extends AuthErrorDetails {
  /** Whether synthesis fails. */
  readonly severity: Severity;
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
  const { severity, acknowledged, details } = problem;
  return {
    severity,
    ...detailsOf(problem),
    message: messageOf(problem),
    ...(acknowledged !== undefined && { acknowledged }),
    ...(details && { details: [...details] }),
  };
}
