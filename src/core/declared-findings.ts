import { Declarations } from './derived';
import type { Problem } from './problem';

/** What a construct with checks of its own finds in a program. */
export interface DeclaredFindings {
  /** The path of the construct. */
  readonly path: string;
  readonly problems: readonly Problem[];
}

/** What the checks find in each App, once for each construct that reports. */
export const DECLARED_FINDINGS = new Declarations<DeclaredFindings>();
