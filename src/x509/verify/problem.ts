import type { ErrorCode } from '../../core/error-codes';
import { type Refusal, refuse } from '../../core/errors';
import { errorFinding, type Finding, warningFinding } from '../../core/findings';

/** What is judged, and when. */
export interface Judged {
  /** What messages call it: the option, or the file in the store. */
  readonly option: string;
  /** The path of the construct, where there is one. */
  readonly path?: string;
  /** The time; where it is left out, dates are not judged, as in a synthesis that must not depend on the day. */
  readonly at?: Date;
}

/** Something wrong with a certificate or key. */
export interface Problem {
  readonly code: ErrorCode;
  /** True where it works still. */
  readonly warning?: boolean;
  /** What is there. */
  readonly value: string;
  readonly expected: string;
  readonly fix: string;
}

/** Problems as findings. */
export function findingsOf(problems: readonly Problem[], judged: Judged): Finding[] {
  return problems.map((problem) => {
    const finding = problem.warning ? warningFinding : errorFinding;
    return finding(problem.code, refusalOf(problem, judged));
  });
}

/** Throws the first problem that is not only a warning. */
export function refuseProblems(problems: readonly Problem[], judged: Judged): void {
  const first = problems.find(({ warning }) => !warning);
  if (first !== undefined) refuse(first.code, refusalOf(first, judged));
}

function refusalOf({ value, expected, fix }: Problem, { option, path }: Judged): Refusal {
  return { option, value, expected, fix, ...(path !== undefined && { path }) };
}
