import type { RotationState } from '../model/rotation';

/** An authority that is trusted by a root before and after a step, but not by the same root. */
export interface SwappedRoot {
  readonly authority: string;
  readonly from: string;
  /** Absent where it no longer stands below a shared root. */
  readonly to?: string;
}

/**
 * Whether a program may go from one state to another while its pods are replaced one after the other. The law: **a step is
 * safe exactly if the signer of each state is trusted in both.** While it is made, each peer presents what the one or the
 * other signer signed, and verifies by the one or the other list, in all four combinations, since a certificate is renewed
 * under a pod that still has its old list. It presumes that every pod has the state that is left behind.
 *
 * An authority that changes its root on the way is another one by the same name, so then no step is safe.
 *
 * The law knows no direction: whoever may go may come back.
 */
export function isSafeStep(from: RotationState, to: RotationState): boolean {
  if (swappedRoots(from, to).length > 0) return false;
  return [from.signer, to.signer].every((signer) => from.trusted.includes(signer) && to.trusted.includes(signer));
}

/** The authorities of both states whose root differs between them. */
export function swappedRoots(from: RotationState, to: RotationState): SwappedRoot[] {
  return Object.entries(from.roots ?? {}).flatMap(([authority, root]) => {
    const other = to.roots?.[authority];
    if (!to.trusted.includes(authority) || other === root) return [];
    return [{ authority, from: root, ...(other !== undefined && { to: other }) }];
  });
}

/** Whether two states are the same. */
export function isSameState(one: RotationState, other: RotationState): boolean {
  const [trusted, others] = [new Set(one.trusted), new Set(other.trusted)];
  if (swappedRoots(one, other).length > 0) return false;
  return one.signer === other.signer && trusted.size === others.size && [...trusted].every((id) => others.has(id));
}

/**
 * The first safe step from one state towards another: the other itself where that is safe, or the state before it. First the next
 * signer is trusted beside the others, then it signs, then the unwanted ones are dropped. Every state is reached in at most three
 * steps.
 */
export function firstSafeStep(from: RotationState, to: RotationState): RotationState {
  if (isSafeStep(from, to)) return to;
  return from.trusted.includes(to.signer)
    ? { signer: to.signer, trusted: from.trusted }
    : { signer: from.signer, trusted: [...from.trusted, to.signer] };
}
