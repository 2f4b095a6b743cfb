import { effects } from './effects';
import { messageOf, type Problem, Severity } from './problem';

/**
 * What validation says of problems that nobody has acknowledged: the lines that stop synthesis. Warnings are printed, each once however often a program
 * synthesizes; under `strict` they stop synthesis like errors.
 */
export class Report {
  private readonly printed = new Set<string>();

  /** @param owner the type of the construct whose `acknowledge()` accepts them */
  constructor(
    private readonly owner: string,
    private readonly strict: boolean,
  ) {}

  /** Prints the warnings and returns the errors. */
  public validate(problems: readonly Problem[]): string[] {
    const stops = ({ severity }: Problem) => this.strict || severity === Severity.ERROR;
    const open = problems.filter(({ acknowledged }) => acknowledged === undefined);
    for (const problem of open.filter((one) => !stops(one))) this.print(problem);
    return open.filter(stops).map((problem) => this.told(problem));
  }

  private print(problem: Problem): void {
    const message = this.told(problem);
    if (this.printed.has(message)) return;
    this.printed.add(message);
    const { length } = problem.details ?? [];
    effects.warn(`warning: ${message}${length > 0 ? ` [${length} details in findings()]` : ''}`);
  }

  /** The message, and of a warning how it is accepted. */
  private told(problem: Problem): string {
    const { code, severity, fix } = problem;
    if (severity === Severity.ERROR || code === 'UNMET_ACKNOWLEDGEMENT') return messageOf(problem);
    const accept = `Or accept it, with the reason: acknowledge('${code}', '…') of the ${this.owner}.`;
    return messageOf({ ...problem, fix: `${fix} ${accept}` });
  }
}
