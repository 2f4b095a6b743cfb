import type { SubjectKind } from '../access/subject';

/** The exact claim that a subject's tokens must carry. */
export interface SubjectClaims {
  /** What kind of caller it is. */
  readonly subjectKind: SubjectKind;
  /** The `sub` of its tokens, or the name of a group. */
  readonly subject: string;
  /** The items of the permissions claim, sorted: `payments:write`, `temporal-system:admin`. */
  readonly permissions: string[];
}
