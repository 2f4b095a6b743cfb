import { effects } from './effects';
import { type Finding, Severity } from './findings';

/**
 * What validation says of findings: the lines that stop synthesis. Warnings are printed, each once however often a program
 * synthesizes; under `strict` they stop synthesis like errors.
 */
export class Report {
  private readonly printed = new Set<string>();

  constructor(private readonly strict: boolean) {}

  /** Prints the warnings and returns the errors. */
  public validate(findings: readonly Finding[]): string[] {
    const stops = findings.filter(({ severity }) => this.strict || severity === Severity.ERROR);
    for (const { message, details } of findings) {
      if (stops.some((stop) => stop.message === message) || this.printed.has(message)) continue;
      this.printed.add(message);
      effects.warn(
        `warning: ${message}${(details ?? []).length > 0 ? ` [${details?.length} details in findings()]` : ''}`,
      );
    }
    return stops.map(({ message }) => message);
  }
}
