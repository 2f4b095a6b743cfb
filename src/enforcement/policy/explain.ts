import { apisOf, shortName } from '../../access/catalogue/api-catalogue';
import { API_ROWS } from '../../access/catalogue/api-catalogue.generated';
import type { ApiRow } from '../../access/catalogue/api-row';
import { oncePer } from '../../core/derived';
import { refuse } from '../../core/errors';
import { didYouMean } from '../../core/suggest';
import { type Decision, DenialReason, decide } from './evaluate';
import type { Caller } from './holdings';
import type { Policy } from './policy';
import type { Call, Need } from './request-contents';

/** How a call is decided, and why, in words. */
export interface Explained {
  readonly allowed: boolean;
  readonly why: string;
}

/** Decides a call and says why. */
export function explainCall(policy: Policy, caller: Caller, call: Call, at: number): Explained {
  const decision = decide(policy, apisById(policy), caller, call, at);
  return { allowed: decision.allowed, why: decision.allowed ? grants(decision) : denial(policy, call, decision) };
}

/** The APIs of the server that a policy is written for, and those that it decides without permissions. */
export const apisById = oncePer((policy: Policy): ReadonlyMap<string, ApiRow> => {
  const fixed = API_ROWS.filter(({ permissions }) => typeof permissions === 'string');
  return new Map([...fixed, ...apisOf(policy.server)].map((row) => [row.api, row]));
});

/** The full name of an API of a policy's server, which may be given by its method alone where only one has it. Throws `INVALID_VALUE`. */
export function apiNamed(policy: Policy, given: string, option: string): string {
  const all = [...apisById(policy).values()];
  const named = all.filter((row) => [row.api, shortName(row), methodOf(row)].includes(given));
  // The AdminService has methods of names that the public services have: whoever gives a method alone means the public one.
  const meant = named.length > 1 ? named.filter(({ api }) => !api.includes('.adminservice.')) : named;
  if (meant.length === 1) return meant[0].api;
  const names = all.filter(({ api }) => !api.includes('.adminservice.')).map(methodOf);
  return refuse('INVALID_VALUE', {
    option,
    value: given,
    expected: `an API of Temporal ${policy.server}, as "StartWorkflowExecution", "WorkflowService/StartWorkflowExecution" or its full name`,
    fix: `${didYouMean(given, names)}docs/guide/roles.md lists them.`,
  });
}

function methodOf({ api }: ApiRow): string {
  return api.slice(api.lastIndexOf('/') + 1);
}

function grants({ by }: Extract<Decision, { allowed: true }>): string {
  if (by.length === 0) return 'everybody may call it';
  return [...new Set(by.map(({ holder, role }) => `${holder} holds role ${role}`))].join(', ');
}

function denial(policy: Policy, { api }: Call, { reason, need, by }: Extract<Decision, { allowed: false }>): string {
  switch (reason) {
    case DenialReason.UNKNOWN_API:
      return `no server ${policy.server} lets anybody call ${api}`;
    case DenialReason.UNJUDGED_REQUEST:
      return 'the request is missing, or carries something that is not known: give the request';
    case DenialReason.NOT_GRANTED:
      return `nothing grants ${described(need)}`;
    case DenialReason.DENIED:
      return `role ${by?.role}, which ${by?.holder} holds, denies ${described(need)}`;
  }
}

function described(need: Need | undefined): string {
  if (need === undefined) return 'it';
  const { permission, temporalNamespace, taskQueue, workflowType } = need;
  const place =
    temporalNamespace === undefined
      ? 'on the cluster'
      : `in ${temporalNamespace || 'a Temporal namespace that the request does not name'}`;
  const names = [
    ...(taskQueue === undefined ? [] : [`task queue ${taskQueue}`]),
    ...(workflowType === undefined ? [] : [`workflow type ${workflowType}`]),
  ];
  return [`${permission} ${place}`, ...names].join(', ');
}
