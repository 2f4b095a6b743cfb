import { effects } from './effects';
import { messageOf, type Problem, Severity } from './problem';

/**
 * What validation says of problems that nobody has acknowledged: the lines that stop synthesis. Warnings are printed, each once however often a program
 * synthesizes; under `strict` they stop synthesis like errors.
 */
export class Report {
  private readonly printed = new Set<string>();

  constructor(private readonly strict: boolean) {}

  /** Prints the warnings and returns the errors. */
  public validate(problems: readonly Problem[]): string[] {
    const stops = ({ severity }: Problem) => this.strict || severity === Severity.ERROR;
    const open = problems.filter(({ acknowledged }) => acknowledged === undefined);
    for (const problem of open.filter((one) => !stops(one))) this.print(problem);
    return open.filter(stops).map(told);
  }

  private print(problem: Problem): void {
    const message = told(problem);
    if (this.printed.has(message)) return;
    this.printed.add(message);
    const { length } = problem.details ?? [];
    effects.warn(`warning: ${message}${length > 0 ? ` [${length} details in findings()]` : ''}`);
  }
}

/** The message, and of a warning how it is accepted. */
function told(problem: Problem): string {
  const { code, severity, fix } = problem;
  if (severity === Severity.ERROR || code === 'UNMET_ACKNOWLEDGEMENT') return messageOf(problem);
  return messageOf({ ...problem, fix: `${fix} Or accept it, with the reason: acknowledge('${code}', '…').` });
}
