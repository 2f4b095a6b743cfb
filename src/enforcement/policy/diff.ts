import { oncePer } from '../../core/derived';
import { sortedUnique } from '../../core/order';
import type { Caller } from './holdings';
import type { Policy } from './policy';
import { type Denials, denialsOf, type Held, type Reach, reachOf, type Scope } from './reach';
import { subjectsOf } from './subjects';

/** Whether a policy lets anybody do more than another one, or less. */
export type Change = 'wider' | 'narrower';

/** One thing that somebody may do in one policy and not, or not so, in another. */
export interface Difference {
  /** `user alice`. */
  readonly subject: string;
  /** Or `(all held)` and `(all denied)`, where what changes is until when. */
  readonly permission: string;
  /** A Temporal namespace, `(undeclared)` or `(cluster)`; or `(everywhere)`. */
  readonly place: string;
  readonly change: Change;
  readonly before: string;
  readonly after: string;
}

/**
 * What changes for anybody from one policy to another one, sorted. A permission that is held otherwise and neither more nor less stands
 * in it twice, as wider and as narrower.
 */
export function policyDiff(before: Policy, after: Policy, at: number): Difference[] {
  const callers = new Map(
    [...subjectsOf(before), ...subjectsOf(after)].map(({ subject, caller }) => [subject, caller]),
  );
  const same = comparedOnce();
  return sortedUnique(callers.keys()).flatMap((subject) => {
    const caller = callers.get(subject) ?? {};
    const [old, now] = [before, after].map((policy) => reachOf(policy, caller, at));
    const [deniedBefore, deniedAfter] = [before, after].map((policy) => denialsOf(policy, caller, at));
    const ends = comparedEnds(endOf(before, caller), endOf(after, caller));
    return [
      ...(old.size > 0 && now.size > 0 ? ends : []),
      ...(deniedBefore.size > 0 && deniedAfter.size > 0 ? ends.map(ofDenials) : []),
      ...same(old, now),
      ...comparedDenials(deniedBefore, deniedAfter, (permission, place) =>
        [old, now].some((reach) => reach.get(permission)?.has(place)),
      ),
    ].map((difference) => ({ subject, ...difference }));
  });
}

type Found = Omit<Difference, 'subject'>;

/** Until when whoever calls holds what it holds. */
export function endOf({ users }: Policy, { user }: Caller): string | undefined {
  return user === undefined || !Object.hasOwn(users, user) ? undefined : users[user].expires;
}

/** What changes where somebody holds things for a longer or shorter time, whatever they are. */
export function comparedEnds(before: string | undefined, after: string | undefined): Found[] {
  const [old, now] = [before, after].map((end) => (end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end)));
  if (old === now) return [];
  const change = now > old ? 'wider' : 'narrower';
  return [
    { permission: '(all held)', place: '(everywhere)', change, before: describeEnd(before), after: describeEnd(after) },
  ];
}

/** What ends later denies longer. */
function ofDenials(end: Found): Found {
  return { ...end, permission: '(all denied)', change: end.change === 'wider' ? 'narrower' : 'wider' };
}

/** What changes for whoever is somebody else too: a denial holds whatever allows. What the subject itself holds is told by its reach. */
function comparedDenials(
  before: Denials,
  after: Denials,
  isTold: (permission: string, place: string) => boolean,
): Found[] {
  return sortedUnique([...before.keys(), ...after.keys()]).flatMap((permission) => {
    const [old, now] = [before, after].map((denials) => denials.get(permission) ?? new Map<string, readonly Scope[]>());
    return sortedUnique([...old.keys(), ...now.keys()]).flatMap((place): Found[] => {
      const [was, is] = [old, now].map((places) => places.get(place) ?? []);
      if (isTold(permission, place)) return [];
      const isWithin = (inner: readonly Scope[], outer: readonly Scope[]) =>
        inner.every((scope) => outer.some((one) => includes(one, scope)));
      const changes: Change[] = [
        ...(isWithin(was, is) ? [] : (['wider'] as const)),
        ...(isWithin(is, was) ? [] : (['narrower'] as const)),
      ];
      return changes.map((change) => ({
        permission,
        place,
        change,
        before: describeDenial(was),
        after: describeDenial(is),
      }));
    });
  });
}

function describeDenial(scopes: readonly Scope[]): string {
  if (scopes.length === 0) return 'not forbidden';
  return scopes.some(({ taskQueues, workflowTypes }) => taskQueues === null && workflowTypes === null)
    ? 'forbidden whatever else is held'
    : `forbidden ${scopes.map(describeScope).join(' or ')} whatever else is held`;
}

function describeEnd(end: string | undefined): string {
  return end === undefined ? 'without end' : `until ${end}`;
}

/** Compares two reaches; those that are equal by their text are compared once. */
function comparedOnce(): (before: Reach, after: Reach) => Found[] {
  const known = new Map<string, Found[]>();
  return (before, after) => {
    const key = `${textOf(before)}\n${textOf(after)}`;
    const found = known.get(key) ?? compared(before, after);
    known.set(key, found);
    return found;
  };
}

function compared(before: Reach, after: Reach): Found[] {
  return sortedUnique([...before.keys(), ...after.keys()]).flatMap((permission) => {
    const old = before.get(permission);
    const now = after.get(permission);
    return sortedUnique([...(old?.keys() ?? []), ...(now?.keys() ?? [])]).flatMap((place) => {
      const held = { before: old?.get(place), after: now?.get(place) };
      const texts = { before: describeHeld(held.before), after: describeHeld(held.after) };
      const changes: Change[] = [
        ...(covers(held.before, held.after) ? [] : (['wider'] as const)),
        ...(covers(held.after, held.before) ? [] : (['narrower'] as const)),
      ];
      return changes.map((change): Found => ({ permission, place, change, ...texts }));
    });
  });
}

/** Whether all that the one allows is allowed by the other for certain: each of its scopes in one scope, each exception an exception. */
function covers(outer: Held | undefined, inner: Held | undefined): boolean {
  if (inner === undefined) return true;
  if (outer === undefined) return false;
  const isAllowed = inner.allowed.every((scope) => outer.allowed.some((one) => includes(one, scope)));
  return isAllowed && outer.denied.every((scope) => inner.denied.some((one) => includes(one, scope)));
}

function includes(outer: Scope, inner: Scope): boolean {
  const isWithin = (names: readonly string[] | null, of: readonly string[] | null) =>
    of === null || (names?.every((name) => of.includes(name)) ?? false);
  return isWithin(inner.taskQueues, outer.taskQueues) && isWithin(inner.workflowTypes, outer.workflowTypes);
}

/** How a permission is held, in words. */
export function describeHeld(held: Held | undefined): string {
  if (held === undefined) return 'denied';
  const allowed = held.allowed.map(describeScope).join(' or ');
  return held.denied.length === 0 ? allowed : `${allowed}, but not ${held.denied.map(describeScope).join(' or ')}`;
}

function describeScope({ taskQueues, workflowTypes }: Scope): string {
  const parts = [
    ...(taskQueues === null ? [] : [`on task queue ${taskQueues.join(', ')}`]),
    ...(workflowTypes === null ? [] : [`of workflow type ${workflowTypes.join(', ')}`]),
  ];
  return parts.join(' ') || 'allowed';
}

const textOf = oncePer((reach: Reach): string =>
  JSON.stringify([...reach].map(([permission, places]) => [permission, [...places]])),
);
