import type { PolicyModel } from '../../../access/model';
import { MOST_SHARDS } from '../../../access/policy-options';
import { errorOf } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { AuthModel } from '../../../model/auth-model';
import { compilePolicy } from '../compile-policy';
import type { Policy } from '../policy';
import { policyFiles } from '../shards';

/**
 * What a ConfigMap may hold, in bytes of its JSON: `kubectl apply` keeps all of it in an annotation, and annotations together may have
 * 262,144 bytes (Kubernetes, "Annotations"); some are left for the rest of the object.
 */
const BUDGET = 250_000;

export const fittingShards: Rule<AuthModel> = {
  id: 'fitting-shards',
  what: 'Each ConfigMap of the policy fits into what `kubectl apply` takes.',
  why: 'It would be refused when it is applied, and the server would keep an older policy.',
  codes: ['POLICY_TOO_LARGE'],
  check: ({ path, authorization, enforcement, server }) => {
    const { shards } = enforcement as PolicyModel;
    const policy = compilePolicy(authorization, server.version, []);
    const largest = largestShard(policy, shards);
    if (largest <= BUDGET) return [];
    const enough = [2, 4, 8, 16, 32, MOST_SHARDS].find(
      (count) => count > shards && largestShard(policy, count) <= BUDGET,
    );
    return [
      errorOf('POLICY_TOO_LARGE', {
        path,
        option: 'PolicyOptions.shards',
        found: `${shards} ${shards === 1 ? 'ConfigMap' : 'ConfigMaps'}`,
        expected: `as many ConfigMaps as keep each below ${BUDGET} bytes; the largest would have ${largest}`,
        fix:
          enough === undefined
            ? 'Bind groups in the place of single users, or have fewer Temporal namespaces in a role set.'
            : `Spread the policy: Enforcement.policy({ shards: ${enough} }).`,
      }),
    ];
  },
};

/** The size of a text as a member of JSON, where quotes are escaped. */
function largestShard(policy: Policy, count: number): number {
  const { index, shards } = policyFiles(policy, count);
  const [first, ...others] = shards.map(({ text }) => Buffer.byteLength(JSON.stringify(text)));
  return Math.max(first + Buffer.byteLength(JSON.stringify(index.text)), ...others);
}
