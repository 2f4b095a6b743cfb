import { ADMIN } from '../../access/catalogue/api-catalogue';
import type { ApiRow } from '../../access/catalogue/api-row';
import { implies } from '../../access/permission-grammar';
import { oncePer } from '../../core/derived';
import type { Policy, PolicyPlaces, PolicyRole } from './policy';
import { type Call, type Need, needsOf } from './request-contents';

/** Who calls: all that its token and its certificate prove. */
export interface Caller {
  readonly user?: string;
  readonly service?: string;
  readonly groups?: readonly string[];
}

/** A role as somebody holds it. */
export interface Holding {
  /** Who holds it: `user alice`, `group developers`. */
  readonly holder: string;
  readonly role: string;
  readonly grant: PolicyRole;
  /** The places that the holder is limited to. */
  readonly limit: PolicyPlaces;
}

/** Why a call is decided as it is. */
export type Decision =
  | { readonly allowed: true; readonly by: readonly Holding[] }
  | { readonly allowed: false; readonly reason: DenialReason; readonly need?: Need; readonly by?: Holding };

/** Why a call is denied. */
export enum DenialReason {
  /** The server exposes no such API, or lets nobody call it. */
  UNKNOWN_API = 'UNKNOWN_API',
  /** The request carries something that nobody has judged. */
  UNJUDGED_REQUEST = 'UNJUDGED_REQUEST',
  /** No role of the caller's gives what the call needs. */
  NOT_GRANTED = 'NOT_GRANTED',
  /** A role of the caller's forbids it. */
  DENIED = 'DENIED',
}

const SERVICE = '/temporal.api.workflowservice.v1.WorkflowService/';

/** What Temporal's clients call before anything else: whoever may do something may call these. */
const OPENING_CALLS: readonly string[] = ['GetClusterInfo', 'GetSearchAttributes'].map((name) => SERVICE + name);

/** Calls that are let in where their permission is held in some Temporal namespace: what they answer is cut to these. */
const FILTERED_CALLS: readonly string[] = [
  `${SERVICE}ListNamespaces`,
  '/temporal.api.operatorservice.v1.OperatorService/ListNexusEndpoints',
];

const DESCRIBE_NAMESPACE = `${SERVICE}DescribeNamespace`;

/**
 * Decides a call as the policy server does. A decision needs no more than the policy, the caller and the call; `at` is the time in
 * milliseconds since 1970, for users that expire.
 */
export function decide(
  policy: Policy,
  apis: ReadonlyMap<string, ApiRow>,
  caller: Caller,
  call: Call,
  at: number,
): Decision {
  const row = apis.get(call.api);
  if (row === undefined || row.permissions === 'never') return { allowed: false, reason: DenialReason.UNKNOWN_API };
  if (row.permissions === 'always') return { allowed: true, by: [] };
  const needs = needsOf(row, call);
  if (needs === undefined) return { allowed: false, reason: DenialReason.UNJUDGED_REQUEST };
  const holdings = holdingsOf(policy, caller, at);
  const by: Holding[] = [];
  for (const need of needs) {
    const denial = holdings.find((holding) => denies(holding, need));
    if (denial !== undefined) return { allowed: false, reason: DenialReason.DENIED, need, by: denial };
    const grant = holdings.find((holding) => allows(policy, holding, need, call));
    if (grant === undefined) return { allowed: false, reason: DenialReason.NOT_GRANTED, need };
    by.push(grant);
  }
  return { allowed: true, by };
}

/** The roles that a caller holds, of whatever it proves to be. */
export function holdingsOf(policy: Policy, { user, service, groups = [] }: Caller, at: number): Holding[] {
  const person = own(policy.users, user);
  const isExpired = person?.expires !== undefined && Date.parse(person.expires) <= at;
  const holders = [
    { holder: `user ${user}`, roles: isExpired ? [] : person?.roles, limit: person?.places },
    { holder: `service ${service}`, roles: own(policy.services, service)?.roles },
    ...groups.map((group) => ({ holder: `group ${group}`, roles: own(policy.groups, group)?.roles })),
  ];
  return holders.flatMap(({ holder, roles = [], limit = '*' }) =>
    roles.map((role) => ({ holder, role, grant: policy.roles[role], limit })),
  );
}

/** Whether a name is a member of its own: `__proto__` and `constructor` name nobody. */
function own<T>(members: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}

/** What is forbidden is forbidden in every Temporal namespace where the role holds everywhere, whoever declared it. */
function denies({ grant, limit }: Holding, need: Need): boolean {
  const isForbidden = grant.deny?.some((one) => implies(one, need.permission)) ?? false;
  const isThere = isEverywhere(grant, limit) || holdsIn(grant, limit, need);
  return isForbidden && isThere && !isOutsideScopes(grant, need);
}

function allows(policy: Policy, { grant, limit }: Holding, need: Need, { api }: Call): boolean {
  if (OPENING_CALLS.includes(api) && grant.allow.length > 0 && isSomewhere(grant, limit)) return true;
  const isGranted = grant.allow.some(
    (one) => implies(one, need.permission) && (one === ADMIN || known(policy).has(need.permission)),
  );
  if (!isGranted || !isWithinScopes(grant, need)) return false;
  const isAdmin = grant.allow.includes(ADMIN) && isEverywhere(grant, limit);
  if (isAdmin || (isDeclared(policy, need) && holdsIn(grant, limit, need))) return true;
  return isAnswerCut(api, need) && isSomewhere(grant, limit);
}

/** What did not exist where the policy was written is nobody's but an administrator's. */
const known = oncePer((policy: Policy): ReadonlySet<string> => new Set(policy.permissions));
const declared = oncePer((policy: Policy): ReadonlySet<string> => new Set(policy.temporalNamespaces));

function isDeclared(policy: Policy, { temporalNamespace }: Need): boolean {
  return temporalNamespace === undefined || declared(policy).has(temporalNamespace);
}

/** Whether what is held somewhere is enough, since whoever calls is told of these places alone. */
function isAnswerCut(api: string, { temporalNamespace }: Need): boolean {
  return FILTERED_CALLS.includes(api)
    ? temporalNamespace === undefined
    : api === DESCRIBE_NAMESPACE && temporalNamespace === '';
}

/** Whether a role holds in the Temporal namespace, or on the cluster, in the places of the role and of its holder. */
function holdsIn(grant: PolicyRole, limit: PolicyPlaces, { temporalNamespace }: Need): boolean {
  if (temporalNamespace === undefined) return isEverywhere(grant, limit);
  return [grant.places, limit].every((places) => places === '*' || places.includes(temporalNamespace));
}

function isEverywhere({ places }: PolicyRole, limit: PolicyPlaces): boolean {
  return places === '*' && limit === '*';
}

function isSomewhere({ places }: PolicyRole, limit: PolicyPlaces): boolean {
  if (places === '*' || limit === '*') return places.length > 0 && limit.length > 0;
  return places.some((name) => limit.includes(name));
}

/** Whether the need names what a role with scopes asks for. */
function isWithinScopes({ taskQueues, workflowTypes }: PolicyRole, { taskQueue, workflowType }: Need): boolean {
  const isNamed = (names?: readonly string[], name?: string) => names === undefined || names.includes(name ?? '');
  return isNamed(taskQueues, taskQueue) && isNamed(workflowTypes, workflowType);
}

/** Whether the need names something that a role with scopes says nothing of; what names nothing could be anything. */
function isOutsideScopes({ taskQueues, workflowTypes }: PolicyRole, { taskQueue, workflowType }: Need): boolean {
  const isOther = (names?: readonly string[], name?: string) =>
    names !== undefined && name !== undefined && !names.includes(name);
  return isOther(taskQueues, taskQueue) || isOther(workflowTypes, workflowType);
}
