import { apisOf, type DecidedApi, shortName } from '../access/catalogue/api-catalogue';
import { requestOf } from '../access/catalogue/api-row';
import { CONTENTS_TABLE } from '../access/catalogue/contents-table.generated';
import { permissionsOf } from '../access/catalogue/needed-permissions';
import type { EnforcementModel } from '../access/model';
import { CLUSTER } from '../access/places';
import { sortedBy } from '../core/order';
import { isGranted } from './default-authorizer/judged-grants';
import { claimsOfItems } from './default-authorizer/levels';
import { type Change, comparedEnds, type Difference, describeHeld, endOf, subjectsOf } from './policy/diff';
import { decide, FILTERED_CALLS } from './policy/evaluate';
import { apisById } from './policy/explain';
import type { Caller } from './policy/holdings';
import type { Policy } from './policy/policy';
import { type Held, placesOf, type Reach, reachOf } from './policy/reach';

/** The roles of one program, as each mode is told of them. */
export interface RolesInModes {
  /** The mode that the program has. */
  readonly mode: EnforcementModel['kind'];
  readonly policy: Policy;
  /** Of `user alice`, the items of the smallest claim that covers all that the user holds. */
  readonly claims: readonly { readonly subject: string; readonly items: readonly string[] }[];
}

/** One API that somebody may call in one mode and not, or not so, in the other. */
export interface ModeDifference extends Omit<Difference, 'permission'> {
  /** `WorkflowService/StartWorkflowExecution`, or `(all held)` where what changes is until when. */
  readonly api: string;
}

/** How a mode answers: 0 never, 2 always, 1 by what the request carries or names. */
interface Answer {
  readonly rank: 0 | 1 | 2;
  readonly text: string;
}

const ALLOWED: Answer = { rank: 2, text: 'allowed' };
const DENIED: Answer = { rank: 0, text: 'denied' };
/** What changes for anybody where the program moves to the other mode, sorted. */
export function modeDiff({ mode, policy, claims }: RolesInModes, at: number): ModeDifference[] {
  const isToPolicy = mode === 'default-authorizer';
  const turned = <T>(byLevels: T, byPolicy: T) => (isToPolicy ? [byLevels, byPolicy] : [byPolicy, byLevels]);
  const found = answersOnce(policy, at);
  const itemsOf = new Map(claims.map(({ subject, items }) => [subject, items]));
  return sortedBy(subjectsOf(policy), ({ subject }) => subject).flatMap(({ subject, caller }) => {
    const [endsBefore, endsAfter] = turned(undefined, endOf(policy, caller));
    const isHeld = reachOf(policy, caller, at).size > 0;
    const ends = isHeld ? comparedEnds(endsBefore, endsAfter) : [];
    const calls = found(caller, itemsOf.get(subject) ?? []).map(({ api, place, byLevels, byPolicy }) => {
      const [before, after] = turned(byLevels, byPolicy);
      const change: Change = after.rank > before.rank ? 'wider' : 'narrower';
      return { subject, api, place, change, before: before.text, after: after.text };
    });
    return [...ends.map(({ permission: api, ...end }) => ({ subject, api, ...end })), ...calls];
  });
}

interface Answers {
  readonly api: string;
  readonly place: string;
  readonly byLevels: Answer;
  readonly byPolicy: Answer;
}

/** Where the modes answer differently; callers who hold the same are asked for once. */
function answersOnce(policy: Policy, at: number): (caller: Caller, items: readonly string[]) => readonly Answers[] {
  const known = new Map<Reach, Map<string, readonly Answers[]>>();
  return (caller, items) => {
    const reach = reachOf(policy, caller, at);
    const ofReach = known.get(reach) ?? new Map<string, readonly Answers[]>();
    known.set(reach, ofReach);
    const key = items.join(' ');
    const answers = ofReach.get(key) ?? differing(policy, caller, reach, items, at);
    ofReach.set(key, answers);
    return answers;
  };
}

function differing(policy: Policy, caller: Caller, reach: Reach, items: readonly string[], at: number): Answers[] {
  const claims = claimsOfItems(items);
  return apisOf(policy.server).flatMap((row) =>
    placesOf(policy)
      .filter((place) => (place === CLUSTER) === (row.scope === 'cluster'))
      .map((place) => ({
        api: shortName(row),
        place,
        byLevels: isGranted(claims, row, place) ? ALLOWED : DENIED,
        byPolicy: answerOf(policy, caller, reach, row, place, at),
      }))
      .filter(({ byLevels, byPolicy }) => byLevels.rank !== byPolicy.rank),
  );
}

/** How the policy decides all calls of an API in one place. */
function answerOf(policy: Policy, caller: Caller, reach: Reach, row: DecidedApi, place: string, at: number): Answer {
  const held = (permission: string): Held | undefined => reach.get(permission)?.get(place);
  // What is nothing but what it carries needs no more than that.
  const isWhole = CONTENTS_TABLE.messages[requestOf(row)]?.whole ?? false;
  const needed = isWhole ? [] : row.permissions;
  const carried = permissionsOf([row]).filter((permission) => !needed.includes(permission));
  if (needed.some((permission) => held(permission) === undefined)) return answerCut(policy, caller, row, at);
  if (isWhole && carried.every((permission) => held(permission) === undefined)) return DENIED;
  const limits = [...needed, ...carried].filter((permission) => describeHeld(held(permission)) !== ALLOWED.text);
  if (limits.length === 0) return ALLOWED;
  const texts = limits.map((permission) => `${permission} ${describeHeld(held(permission))}`);
  return { rank: 1, text: `by its request: ${texts.join('; ')}` };
}

/** What clients call first, and listings that are cut to what their caller may see, ask for less than their permission. */
function answerCut(policy: Policy, caller: Caller, { api, scope }: DecidedApi, at: number): Answer {
  if (scope !== 'cluster') return DENIED;
  const { allowed } = decide(policy, apisById(policy), caller, { api, temporalNamespace: '', request: {} }, at);
  if (!allowed) return DENIED;
  return FILTERED_CALLS.has(api) ? { rank: 1, text: 'told of its own Temporal namespaces' } : ALLOWED;
}
