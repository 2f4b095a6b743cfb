import { apisOf, type DecidedApi } from '../../access/catalogue/api-catalogue';
import { requestOf } from '../../access/catalogue/api-row';
import { CONTENTS_TABLE } from '../../access/catalogue/contents-table.generated';
import { permissionsOf } from '../../access/catalogue/needed-permissions';
import { CLUSTER } from '../../access/places';
import { oncePer } from '../../core/derived';
import { groupedBy, sortedBy } from '../../core/order';
import { describeHeld } from './diff';
import { decide, FILTERED_CALLS } from './evaluate';
import { apisById } from './explain';
import type { Caller } from './holdings';
import type { Policy } from './policy';
import { type Held, placesOf, type Reach, reachOf } from './reach';
import { subjectsOf } from './subjects';

/** How all calls of one API in one place are decided: 0 denied, 2 allowed, 1 by what the request carries or names. */
export interface Answer {
  readonly rank: 0 | 1 | 2;
  readonly text: string;
}

export const ALLOWED: Answer = { rank: 2, text: 'allowed' };
export const DENIED: Answer = { rank: 0, text: 'denied' };

/** The places that calls of an API may be about. */
export function placesOfApi(policy: Policy, { scope }: DecidedApi): readonly string[] {
  return placesOf(policy).filter((place) => (place === CLUSTER) === (scope === 'cluster'));
}

/** How the policy decides all calls of an API in one place. */
export function answerOf(policy: Policy, caller: Caller, row: DecidedApi, place: string, at: number): Answer {
  const reach = reachOf(policy, caller, at);
  const held = (permission: string): Held | undefined => reach.get(permission)?.get(place);
  const { needed, carried } = askedBy(row);
  if (needed.some((permission) => held(permission) === undefined)) return answerCut(policy, caller, row, at);
  if (needed.length === 0 && carried.every((permission) => held(permission) === undefined)) return DENIED;
  const limits = [...needed, ...carried].filter((permission) => describeHeld(held(permission)) !== ALLOWED.text);
  if (limits.length === 0) return ALLOWED;
  const texts = limits.map((permission) => `${permission} ${describeHeld(held(permission))}`);
  return { rank: 1, text: `by its request: ${texts.join('; ')}` };
}

/** What every call of an API needs, and what its request may. What is nothing but what it carries needs no more than that. */
const askedBy = oncePer((row: DecidedApi) => {
  const needed = CONTENTS_TABLE.messages[requestOf(row)]?.whole ? [] : row.permissions;
  return { needed, carried: permissionsOf([row]).filter((permission) => !needed.includes(permission)) };
});

/** What clients call first, and listings that are cut to what their caller may see, ask for less than their permission. */
function answerCut(policy: Policy, caller: Caller, { api, scope }: DecidedApi, at: number): Answer {
  if (scope !== 'cluster') return DENIED;
  const { allowed } = decide(policy, apisById(policy), caller, { api, temporalNamespace: '', request: {} }, at);
  if (!allowed) return DENIED;
  return FILTERED_CALLS.has(api) ? { rank: 1, text: 'told of its own Temporal namespaces' } : ALLOWED;
}

/** Some subjects that may call an API in a place, all in the same way. */
export interface Callers {
  readonly api: DecidedApi;
  readonly place: string;
  readonly subjects: readonly string[];
  /** `allowed`, or by which requests. */
  readonly how: string;
}

/** Who may call what, API by API and place by place; whoever holds the same is asked for once. */
export function allCallers(policy: Policy, at: number): Callers[] {
  const alike = new Map<Reach, { readonly caller: Caller; readonly subjects: string[] }>();
  for (const { subject, caller } of subjectsOf(policy)) {
    const reach = reachOf(policy, caller, at);
    const known = alike.get(reach);
    if (known === undefined) alike.set(reach, { caller, subjects: [subject] });
    else known.subjects.push(subject);
  }
  return apisOf(policy.server).flatMap((api) =>
    placesOfApi(policy, api).flatMap((place) => {
      const answered = [...alike.values()].flatMap(({ caller, subjects }) => {
        const { rank, text } = answerOf(policy, caller, api, place, at);
        return rank === 0 ? [] : subjects.map((subject) => ({ subject, how: text }));
      });
      const byHow = groupedBy(
        sortedBy(answered, ({ subject }) => subject),
        ({ how }) => how,
      );
      return [...byHow].map(([how, own]) => ({ api, place, subjects: own.map(({ subject }) => subject), how }));
    }),
  );
}
