import { AuthError } from '../../../core/errors';
import type { RotationState } from '../../../pki/model/rotation';
import { isSameState } from '../../../pki/rotation/law';
import type { RotationRecord } from '../../../pki/rotation/record';
import { recordedState, rotationProblems } from '../../../pki/rules/rotation';
import type { PlannedAuthority, PlannedRotation } from '../../../plan/rotations';

/** An authority, the phase that is recorded of it, and the one that the program declares, which may be the same. */
export interface RotationStep {
  /** The path of the MtlsPki. */
  readonly pki: string;
  readonly authority: PlannedAuthority;
  readonly recorded: RotationState;
  /** Whether the program declares another state than the recorded one. */
  readonly isNew: boolean;
}

/** What a program declares of its rotations, beside the record. */
export function stepsOf({ path: pki, authorities }: PlannedRotation, record: RotationRecord): RotationStep[] {
  return authorities.map((authority) => {
    const recorded = recordedState(record, pki, authority);
    return { pki, authority, recorded, isNew: !isSameState(recorded, authority.state) };
  });
}

/** Refuses what must not be recorded next. Throws `UNSAFE_ROTATION`, and `UNRECORDED_ROTATION` where no record is named. */
export function requireSafe(rotation: PlannedRotation, record: RotationRecord): void {
  for (const problem of rotationProblems(rotation, record)) {
    if (problem.code === 'UNSAFE_ROTATION' || rotation.record === undefined) throw new AuthError(problem);
  }
}

/** Refuses a state that is not the recorded one. Throws `UNRECORDED_ROTATION`, `UNSAFE_ROTATION`. */
export function requireRecorded(rotation: PlannedRotation, record: RotationRecord): void {
  for (const problem of rotationProblems(rotation, record)) throw new AuthError(problem);
}

/** The authorities that are no longer trusted after a step. */
export function droppedBy({ recorded, authority }: RotationStep): string[] {
  return recorded.trusted.filter((id) => !authority.state.trusted.includes(id));
}
