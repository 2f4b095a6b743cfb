import { refuse } from '../../core/errors';
import { errorOf, type Facts, type Problem, Severity } from '../../core/problem';

/** What is checked, and when. */
export interface Checked {
  /** What messages call it: the option, or the file in the store. */
  readonly option: string;
  /** The path of the construct, where there is one. */
  readonly path?: string;
  /** The time; where it is left out, dates are not checked, as in a synthesis that must not depend on the day. */
  readonly at?: Date;
}

/** Something wrong with a certificate or key, before it is said of which one. */
export interface Flaw extends Pick<Problem, 'code' | 'expected' | 'fix'> {
  /** What is there. */
  readonly value: string;
  /** True where it works still. */
  readonly warning?: boolean;
}

/** Flaws as problems of what is checked. */
export function problemsOf(flaws: readonly Flaw[], checked: Checked): Problem[] {
  return flaws.map((flaw) => ({
    ...errorOf(flaw.code, factsOf(flaw, checked)),
    ...(flaw.warning && { severity: Severity.WARNING }),
  }));
}

/** Throws the first flaw that is not only a warning. */
export function refuseFlaws(flaws: readonly Flaw[], checked: Checked): void {
  const first = flaws.find(({ warning }) => !warning);
  if (first !== undefined) refuse(first.code, factsOf(first, checked));
}

function factsOf({ value, expected, fix }: Flaw, { option, path }: Checked): Facts {
  return { option, value, expected, fix, ...(path !== undefined && { path }) };
}
