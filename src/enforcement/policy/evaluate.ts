import type { ApiRow } from '../../access/catalogue/api-row';
import { oncePer } from '../../core/derived';
import { type Caller, type Holding, holdingsOf, isAmong, isEverywhere, isSomewhere } from './holdings';
import type { Policy, PolicyRole } from './policy';
import { type Call, type Need, needsOf } from './request-contents';

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
const OPENING_CALLS: ReadonlySet<string> = new Set([`${SERVICE}GetClusterInfo`, `${SERVICE}GetSearchAttributes`]);

/** Calls that are let in where their permission is held in some Temporal namespace: what they answer is cut to these. */
export const FILTERED_CALLS: ReadonlySet<string> = new Set([
  `${SERVICE}ListNamespaces`,
  '/temporal.api.operatorservice.v1.OperatorService/ListNexusEndpoints',
]);

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
    let grant: Holding | undefined;
    for (const holding of holdings) {
      if (denies(holding, need)) return { allowed: false, reason: DenialReason.DENIED, need, by: holding };
      if (grant === undefined && allows(policy, holding, need, call)) grant = holding;
    }
    if (grant === undefined) return { allowed: false, reason: DenialReason.NOT_GRANTED, need };
    by.push(grant);
  }
  return { allowed: true, by };
}

/** What is forbidden is forbidden in every Temporal namespace where the role holds everywhere, whoever declared it. */
function denies(holding: Holding, need: Need): boolean {
  if (!holding.says.denies.has(need.permission)) return false;
  return (isEverywhere(holding) || holdsIn(holding, need)) && !isOutsideScopes(holding.grant, need);
}

function allows(policy: Policy, holding: Holding, need: Need, { api }: Call): boolean {
  const { says, grant } = holding;
  if (OPENING_CALLS.has(api) && grant.allow.length > 0 && isSomewhere(holding)) return true;
  if (!says.allows.has(need.permission) || !isWithinScopes(grant, need)) return false;
  if (says.isAdmin && isEverywhere(holding)) return true;
  if (holdsIn(holding, need) && isDeclared(policy, need)) return true;
  return isAnswerCut(api, need) && isSomewhere(holding);
}

const declared = oncePer((policy: Policy): ReadonlySet<string> => new Set(policy.temporalNamespaces));

function isDeclared(policy: Policy, { temporalNamespace }: Need): boolean {
  return temporalNamespace === undefined || declared(policy).has(temporalNamespace);
}

/** Whether what is held somewhere is enough, since whoever calls is told of these places alone. */
function isAnswerCut(api: string, { temporalNamespace }: Need): boolean {
  return FILTERED_CALLS.has(api)
    ? temporalNamespace === undefined
    : api === DESCRIBE_NAMESPACE && temporalNamespace === '';
}

/** Whether a role holds in the Temporal namespace, or on the cluster. */
function holdsIn(holding: Holding, { temporalNamespace }: Need): boolean {
  return temporalNamespace === undefined ? isEverywhere(holding) : isAmong(holding, temporalNamespace);
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
