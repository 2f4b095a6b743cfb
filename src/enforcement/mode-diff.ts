import { apisOf, shortName } from '../access/catalogue/api-catalogue';
import type { EnforcementModel } from '../access/model';
import { sortedBy } from '../core/order';
import { isGranted } from './default-authorizer/judged-grants';
import { claimsOfItems } from './default-authorizer/levels';
import { ALLOWED, type Answer, answerOf, DENIED, placesOfApi } from './policy/answer';
import { type Change, comparedEnds, type Difference, endOf } from './policy/diff';
import type { Caller } from './policy/holdings';
import type { Policy } from './policy/policy';
import { type Reach, reachOf } from './policy/reach';
import { subjectsOf } from './policy/subjects';

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
    const answers = ofReach.get(key) ?? differing(policy, caller, items, at);
    ofReach.set(key, answers);
    return answers;
  };
}

function differing(policy: Policy, caller: Caller, items: readonly string[], at: number): Answers[] {
  const claims = claimsOfItems(items);
  return apisOf(policy.server).flatMap((row) =>
    placesOfApi(policy, row)
      .map((place) => ({
        api: shortName(row),
        place,
        byLevels: isGranted(claims, row, place) ? ALLOWED : DENIED,
        byPolicy: answerOf(policy, caller, row, place, at),
      }))
      .filter(({ byLevels, byPolicy }) => byLevels.rank !== byPolicy.rank),
  );
}
