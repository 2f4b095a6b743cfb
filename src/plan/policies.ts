import { listOf, options, text } from '../core/guards';
import type { Policy } from '../enforcement/policy/policy';
import { policyOf } from '../enforcement/policy/policy-mode';
import { policy } from '../enforcement/policy/read-policy';
import { DECLARED_SERVERS } from '../model/declared-servers';
import type { PlanPart } from './part';

/** The policy of the roles of one stack, whatever decides there. */
export interface PlannedPolicy {
  /** The path of the stack. */
  readonly path: string;
  readonly policy: Policy;
}

/** Who may do what, as the policy server would be told. */
export const POLICIES: PlanPart<readonly PlannedPolicy[]> = {
  describe: (app) => DECLARED_SERVERS.of(app).map((model) => ({ path: model.path, policy: policyOf(model) })),
  read: listOf(options<PlannedPolicy>({ path: text(), policy })),
};
