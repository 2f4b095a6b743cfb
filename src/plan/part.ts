import type { Construct } from 'constructs';
import type { Check } from '../core/guards';

/** What a program tells the command line of one topic: taken from an App, written as JSON, and read back as one thing with it. */
export interface PlanPart<T> {
  /** Throws where what is declared contradicts itself. */
  describe(app: Construct): T;
  /** Reads what was written. What reaches a path, a shell script or an argument must not be able to become more than a name. */
  readonly read: Check<T>;
}
