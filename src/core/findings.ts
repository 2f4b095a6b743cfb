import { documentationOf, type ErrorCode } from './error-codes';
import { describeRefusedValue, formatRefusal, type Refusal } from './errors';

/** How much a finding matters. */
export enum Severity {
  /** Synthesis fails and nothing is written. */
  ERROR = 'ERROR',
  /** Synthesis goes on; the finding is printed. Under `strict` it fails like an error. */
  WARNING = 'WARNING',
}

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
   * Further facts, a line each, such as the APIs that a coarse role is granted beyond what it asks for.
   *
   * @default - none
   */
  readonly details?: string[];
}

/** A finding that stops synthesis. */
export function errorFinding(code: ErrorCode, refusal: Refusal, details?: string[]): Finding {
  return finding(Severity.ERROR, code, refusal, details);
}

/** A finding that is printed, and stops synthesis only under `strict`. */
export function warningFinding(code: ErrorCode, refusal: Refusal, details?: string[]): Finding {
  return finding(Severity.WARNING, code, refusal, details);
}

function finding(severity: Severity, code: ErrorCode, refusal: Refusal, details?: string[]): Finding {
  return {
    severity,
    code,
    path: refusal.path ?? '',
    option: refusal.option,
    value: describeRefusedValue(refusal),
    expected: refusal.expected,
    fix: refusal.fix,
    documentation: documentationOf(code),
    message: formatRefusal(code, refusal),
    ...(details ? { details } : {}),
  };
}
