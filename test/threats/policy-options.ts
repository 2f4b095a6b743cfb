import { Duration } from 'cdk8s';
import * as lib from 'cdk8s-temporal-auth';
import { auth, everywhere, role } from './fixtures';
import type { Struct } from './public-options';

const subjects = [lib.Subject.service('ops')];
/** What a guarantee may be about. */
export const permissions = { permissions: [lib.Permission.WORKFLOW_TERMINATE], temporalNamespaces: everywhere };
const guarantee = { ...permissions, subjects, roles: [role] };
const from = [lib.Permission.WORKFLOW_START];
const call = { api: 'ListWorkflowExecutions', temporalNamespace: 'payments', request: {} };

/** Structs of the policy server, of guarantees and of a compiled policy. */
export const POLICY_STRUCTS: Readonly<Record<string, Struct>> = {
  ApartOptions: { valid: { ...guarantee, from }, use: lib.Guarantee.apart },
  GuaranteeExceptions: {
    valid: { subjects, roles: [role] },
    use: (options) => lib.Guarantee.only(completed(options)),
  },
  OnlyOptions: { valid: guarantee, use: lib.Guarantee.only },
  PolicyCall: { valid: call, use: (options) => auth.policy().explain({ user: 'ann' }, options) },
  PolicyCaller: {
    valid: { user: 'ann', service: 'worker', groups: ['devs'] },
    use: (options) => auth.policy().explain(options, call),
  },
  PolicyOptions: {
    valid: {
      image: 'registry.example.com/temporal-server-policy:1.32.2',
      groupsClaimName: 'groups',
      shards: 2,
      configMaps: lib.PolicyConfigMaps.BY_CONTENT_HASH,
      staleness: Duration.minutes(1),
      denyWhenStale: true,
      decisionLog: lib.DecisionLog.ALL,
      metricsPort: 9090,
    },
    use: lib.Enforcement.policy,
  },
};

/** Options of a guarantee with what it must have; what is no plain object, or cannot be read, is passed on as it is. */
function completed(options: object): never {
  try {
    if (Object.getPrototypeOf(options) !== Object.prototype) return options as never;
    const own = Object.getOwnPropertyDescriptors(options);
    return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(permissions), ...own }) as never;
  } catch {
    return options as never;
  }
}
