import type { ErrorCode } from '../../core/error-codes';
import type { Refusal } from '../../core/errors';
import { errorFinding, type Finding, Severity, warningFinding } from '../../core/findings';

/** Something wrong with a role or a user: a finding when the program is checked, an error when claims are asked for. */
export interface Problem {
  readonly severity: Severity;
  readonly code: ErrorCode;
  readonly refusal: Refusal;
  readonly details?: string[];
}

/** The problem as a finding. */
export function toFinding({ severity, code, refusal, details }: Problem): Finding {
  return severity === Severity.ERROR ? errorFinding(code, refusal, details) : warningFinding(code, refusal, details);
}
