import { SubjectKind, subjectName } from '../../access/subject';
import type { Caller } from './holdings';
import type { Policy } from './policy';

/** Somebody in a policy. */
export interface PolicySubject {
  readonly kind: SubjectKind;
  readonly id: string;
  /** What it is called: `user alice`. */
  readonly subject: string;
  /** As whom it calls. */
  readonly caller: Caller;
}

const KINDS = [
  { kind: SubjectKind.USER, members: 'users', caller: (user: string): Caller => ({ user }) },
  { kind: SubjectKind.SERVICE, members: 'services', caller: (service: string): Caller => ({ service }) },
  { kind: SubjectKind.OIDC_GROUP, members: 'groups', caller: (group: string): Caller => ({ groups: [group] }) },
] as const;

/** Everybody in a policy. */
export function subjectsOf(policy: Policy): PolicySubject[] {
  return KINDS.flatMap(({ kind, members, caller }) =>
    Object.keys(policy[members]).map((id) => ({ kind, id, subject: subjectName({ kind, id }), caller: caller(id) })),
  );
}
