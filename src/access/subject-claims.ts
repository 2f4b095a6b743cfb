import type { SubjectClaimsModel, SubjectModel } from './model';
import { SubjectKind } from './subject';

/** The exact claim that a subject's tokens must carry. */
export interface SubjectClaims {
  /** What kind of caller it is. */
  readonly subjectKind: SubjectKind;
  /** The `sub` of its tokens, or the name of a group. */
  readonly subject: string;
  /** The items of the permissions claim, sorted: `payments:write`, `temporal-system:admin`. */
  readonly permissions: string[];
}

/** The kinds as the model writes them. */
export const KINDS: Readonly<Record<SubjectKind, SubjectModel['kind']>> = {
  [SubjectKind.USER]: 'user',
  [SubjectKind.SERVICE]: 'service',
  [SubjectKind.OIDC_GROUP]: 'oidc-group',
};

/** Claims as the public surface shows them. */
export function toSubjectClaims({ kind, subject, permissions }: SubjectClaimsModel): SubjectClaims {
  const subjectKind = Object.values(SubjectKind).find((known) => KINDS[known] === kind) as SubjectKind;
  return { subjectKind, subject, permissions: [...permissions] };
}

/** One text for one subject: ids of different kinds may be the same. */
export function subjectKey({ kind, id }: Pick<SubjectModel, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}
