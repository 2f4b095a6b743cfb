import type { SubjectModel } from '../access/model';
import { KINDS, SubjectKind } from '../access/subject';

/** The exact claim that a subject's tokens must carry. */
export interface SubjectClaims {
  /** What kind of caller it is. */
  readonly subjectKind: SubjectKind;
  /** The `sub` of its tokens, or the name of a group. */
  readonly subject: string;
  /** The items of the permissions claim, sorted: `payments:write`, `temporal-system:admin`. */
  readonly permissions: string[];
}

/** The same as plain data. */
export interface SubjectClaimsModel {
  readonly kind: SubjectModel['kind'];
  readonly subject: string;
  readonly permissions: readonly string[];
}

/** Claims as the public surface shows them. */
export function toSubjectClaims({ kind, subject, permissions }: SubjectClaimsModel): SubjectClaims {
  const subjectKind = Object.values(SubjectKind).find((known) => KINDS[known] === kind) as SubjectKind;
  return { subjectKind, subject, permissions: [...permissions] };
}
