import { PERMISSIONS as EVERY } from '../../../src/access/catalogue/api-catalogue';
import type { ApiRow } from '../../../src/access/catalogue/api-row';
import type { Caller } from '../../../src/enforcement/policy/holdings';
import type { Policy, PolicyPlaces } from '../../../src/enforcement/policy/policy';
import { type Call, needsOf } from '../../../src/enforcement/policy/request-contents';

interface Grant {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  readonly everywhere: boolean;
  readonly names: readonly string[];
  readonly queues?: readonly string[];
  readonly types?: readonly string[];
}

/**
 * What a policy means, written once more and in another way: patterns become lists of permissions and places lists of names before anything
 * is asked. Slow, and of no other use.
 */
export function isAllowed(
  policy: Policy,
  rows: ReadonlyMap<string, ApiRow>,
  caller: Caller,
  call: Call,
  at: number,
): boolean {
  const row = rows.get(call.api);
  if (row === undefined || row.permissions === 'never') return false;
  if (row.permissions === 'always') return true;
  const needs = needsOf(row, call);
  if (needs === undefined) return false;
  const grants = grantsOf(policy, caller, at);
  const method = call.api.split('/')[2];
  const isOf = (service: string) => call.api.startsWith(`/temporal.api.${service}.v1.`);
  const isOpening = isOf('workflowservice') && (method === 'GetClusterInfo' || method === 'GetSearchAttributes');
  return needs.every(({ permission, temporalNamespace, taskQueue, workflowType }) => {
    const isThere = ({ everywhere, names }: Grant) =>
      temporalNamespace === undefined ? everywhere : names.includes(temporalNamespace);
    const forbids = (grant: Grant) =>
      grant.deny.includes(permission) &&
      (grant.everywhere || isThere(grant)) &&
      (grant.queues === undefined || taskQueue === undefined || grant.queues.includes(taskQueue)) &&
      (grant.types === undefined || workflowType === undefined || grant.types.includes(workflowType));
    if (grants.some(forbids)) return false;
    if (isOpening)
      return grants.some(({ allow, everywhere, names }) => allow.length > 0 && (everywhere || names.length > 0));
    const isCut =
      (isOf('workflowservice') && method === 'ListNamespaces') ||
      (isOf('operatorservice') && method === 'ListNexusEndpoints') ||
      (isOf('workflowservice') && method === 'DescribeNamespace' && temporalNamespace === '');
    const permits = (grant: Grant) =>
      grant.allow.includes(permission) &&
      (grant.queues === undefined || grant.queues.includes(taskQueue ?? '')) &&
      (grant.types === undefined || grant.types.includes(workflowType ?? '')) &&
      (isThere(grant) ||
        (grant.everywhere && grant.allow.includes('temporal:admin')) ||
        (isCut && (grant.everywhere || grant.names.length > 0)));
    return grants.some(permits);
  });
}

function grantsOf(policy: Policy, { user, service, groups = [] }: Caller, at: number): Grant[] {
  const { users, services, groups: all } = policy;
  const person = user !== undefined && Object.keys(users).includes(user) ? users[user] : undefined;
  const isGone = person?.expires !== undefined && new Date(person.expires).getTime() <= at;
  const held: [string, PolicyPlaces][] = [];
  if (person !== undefined && !isGone) for (const role of person.roles) held.push([role, person.places]);
  if (service !== undefined && Object.keys(services).includes(service))
    for (const role of services[service].roles) held.push([role, '*']);
  for (const group of groups)
    if (Object.keys(all).includes(group)) for (const role of all[group].roles) held.push([role, '*']);
  return held.map(([name, limit]) => {
    const role = policy.roles[name];
    const everywhere = role.places === '*' && limit === '*';
    const within = (places: PolicyPlaces) => (places === '*' ? policy.temporalNamespaces : places);
    return {
      allow: expanded(role.allow, policy.permissions),
      deny: expandedForever(role.deny ?? []),
      everywhere,
      names: within(role.places).filter((one) => within(limit).includes(one)),
      queues: role.taskQueues,
      types: role.workflowTypes,
    };
  });
}

/** A pattern means what exists where the policy was written; an administrator has what comes later too. */
function expanded(patterns: readonly string[], known: readonly string[]): string[] {
  const all = patterns.includes('temporal:admin') ? EVERY : known;
  return all.filter((one) => patterns.some((pattern) => isMatch(pattern, one)));
}

function expandedForever(patterns: readonly string[]): string[] {
  return EVERY.filter((one) => patterns.some((pattern) => isMatch(pattern, one)));
}

function isMatch(pattern: string, one: string): boolean {
  const [, resource, action] = pattern.split(':');
  if (resource === 'admin') return true;
  return one.split(':')[1] === resource && (action === '*' || one.split(':')[2] === action);
}
