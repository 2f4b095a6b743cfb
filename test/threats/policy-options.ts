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
    use: (options) => lib.Guarantee.only(isPlain(options) ? together(permissions, options) : options),
  },
  OnlyOptions: { valid: guarantee, use: lib.Guarantee.only },
  PolicyCall: { valid: call, use: (options) => auth.policy().explain({ user: 'ann' }, options) },
  PolicyCaller: {
    valid: { user: 'ann', service: 'worker', groups: ['devs'] },
    use: (options) => auth.policy().explain(options, call),
  },
  PolicyOptions: {
    valid: {
      groupsClaimName: 'groups',
      shards: 2,
      staleness: Duration.minutes(1),
      denyWhenStale: true,
      decisionLog: lib.DecisionLog.ALL,
      metricsPort: 9090,
    },
    use: lib.Enforcement.policy,
  },
};

/** What is no plain object is passed on as it is: it must be refused. */
function isPlain(options: object): boolean {
  return (
    Object.prototype.toString.call(options) === '[object Object]' && Object.getPrototypeOf(options) === Object.prototype
  );
}

/** Two objects as one, without reading what the second one has. */
function together(one: object, other: object): never {
  const descriptors = { ...Object.getOwnPropertyDescriptors(one), ...Object.getOwnPropertyDescriptors(other) };
  return Object.defineProperties({}, descriptors) as never;
}
