import type { Policy } from '../../enforcement/policy/policy';
import type { PlannedPki } from '../../plan/planned-pki';
import type { PlannedServer } from '../../plan/planned-server';

/** What one server, or an `MtlsPki` without one, has on the page. */
export interface Part {
  /** Of its headings in the page. */
  readonly id: string;
  /** The path of its construct. */
  readonly path: string;
  readonly server?: PlannedServer;
  /** Where the policy server decides. */
  readonly policy?: Policy;
  readonly pki?: PlannedPki;
}
