import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Permission, type RbacRoleSet, type Role, Subject, TemporalNamespaces } from 'cdk8s-temporal-auth';
import type { DecisionCase } from '../../../contract/write-decisions';
import type { Policy, PolicyPlaces } from '../../../src/enforcement/policy/policy';

const FOLDER = join(__dirname, '../../../contract/decisions');

interface Decisions {
  readonly policies: Readonly<Record<string, Policy>>;
  readonly cases: readonly DecisionCase[];
}

const FILES = ['reference', 'company'].map(
  (name): Decisions => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')),
);
const POLICIES = FILES.flatMap(({ policies }) => Object.values(policies));

/** The Temporal namespaces of both policies; neither has roles, users or groups of the other. */
export const TEMPORAL_NAMESPACES = [
  ...new Set(POLICIES.flatMap(({ temporalNamespaces }) => temporalNamespaces)),
].sort();

/** Declares what the policies of the cases hold, by the classes that users have. */
export function declare(roles: RbacRoleSet): void {
  for (const policy of POLICIES) declarePolicy(roles, policy);
}

function declarePolicy(set: RbacRoleSet, { roles, users, services, groups }: Policy): void {
  const byName = new Map<string, Role>();
  for (const [name, { allow, deny, places, taskQueues, workflowTypes }] of Object.entries(roles)) {
    const props = {
      permissions: allow.map(Permission.parse),
      denies:
        deny?.map(Permission.parse) ??
        (allow.length > 0 ? undefined : [Permission.parse('temporal:workflow-rule:read')]),
      temporalNamespaces: placesOf(places),
      taskQueues: taskQueues && [...taskQueues],
      workflowTypes: workflowTypes && [...workflowTypes],
    };
    byName.set(name, set.addRole(name.replace(/^temporal-/, 'reference-'), props));
  }
  const held = (names: readonly string[]) => names.flatMap((name) => byName.get(name) ?? []);
  for (const [id, { roles: own, places, expires }] of Object.entries(users)) {
    set.addUser(id, {
      email: `${id}@company.com`,
      roles: held(own),
      temporalNamespaces: placesOf(places),
      active: true,
      expires,
    });
  }
  for (const [id, { roles: own }] of Object.entries(services))
    for (const role of held(own)) role.bind(Subject.service(id));
  for (const [id, { roles: own }] of Object.entries(groups))
    for (const role of held(own)) role.bind(Subject.oidcGroup(id, { mappedByProvider: false }));
}

function placesOf(places: PolicyPlaces): TemporalNamespaces {
  return places === '*' ? TemporalNamespaces.all() : TemporalNamespaces.of(...places);
}

/** Calls by which an administrator ends the server: what is asked for here is no address (Temporal 1.32.2 exits then). */
const FATAL = ['AddOrUpdateRemoteCluster'];

/**
 * The cases that a single call can show: a token has one subject, the clock is what it is, a command for another Temporal namespace comes
 * with a workflow task, and of a Temporal namespace that is described by its id the answer tells.
 */
export const WIRE_CASES: readonly DecisionCase[] = FILES.flatMap(({ cases }) => cases).filter(
  ({ caller, call: { api, temporalNamespace, request, requestType }, at, allowed }) =>
    !(caller.user && caller.service) &&
    at === undefined &&
    requestType === undefined &&
    request !== undefined &&
    /^\/[\w.]+\/\w+$/.test(api) &&
    !api.includes('nexusservice') &&
    !(allowed && FATAL.some((method) => api.endsWith(`/${method}`))) &&
    !(api.endsWith('/DescribeNamespace') && temporalNamespace === ''),
);
