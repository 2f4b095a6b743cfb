import type { GuaranteeModel, RbacModel } from '../access/model';
import { CLUSTER, UNDECLARED } from '../access/places';
import { SubjectKind, subjectKey, subjectName } from '../access/subject';
import { sortedUnique } from '../core/order';
import { errorOf, type Problem } from '../core/problem';
import type { Rule } from '../core/rule';
import type { JudgedRoles } from './mode';

/** What a mode lets somebody do by one role. */
export interface JudgedGrant {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly role: string;
  /** Whether one of the permissions is held in a place: a Temporal namespace, `UNDECLARED` or `CLUSTER`. */
  holds(permissions: readonly string[], place: string): boolean;
}

/** The rule that the guarantees of a program hold where a mode decides, given all that it grants. */
export function keptGuarantees(grantsOf: (roles: JudgedRoles) => readonly JudgedGrant[]): Rule<JudgedRoles> {
  return {
    id: 'kept-guarantees',
    what: 'What a program guarantees holds of every grant, permission and place.',
    why: 'Somebody could do what the program says that nobody can.',
    codes: ['BROKEN_GUARANTEE'],
    check: (roles) => {
      const { guarantees } = roles.authorization;
      if (guarantees.length === 0) return [];
      const grants = grantsOf(roles);
      return guarantees.flatMap((guarantee) => guaranteeProblems(roles.authorization, guarantee, grants));
    },
  };
}

function guaranteeProblems(access: RbacModel, guarantee: GuaranteeModel, grants: readonly JudgedGrant[]): Problem[] {
  const meant = grants.filter(
    ({ subject, role }) => !guarantee.subjects.includes(subjectKey(subject)) && !guarantee.roles.includes(role),
  );
  const broken = placesOf(guarantee).flatMap((place) => sortedUnique(breaches(guarantee, meant, place)));
  if (broken.length === 0) return [];
  return [
    errorOf('BROKEN_GUARANTEE', {
      path: access.path,
      option: 'RbacRoleSet.guarantee(stated)',
      found: broken.slice(0, 3).join('; '),
      expected: `${guarantee.name}: ${guarantee.from ? `nobody with one of ${guarantee.permissions.join(', ')} has one of ${guarantee.from.join(', ')}` : `nobody else has one of ${guarantee.permissions.join(', ')}`}`,
      fix: 'Take the permission from the role, the role from the subject, or name either as an exception of the guarantee.',
      details: broken,
    }),
  ];
}

/** All Temporal namespaces are more than those that are declared. */
function placesOf({ places }: GuaranteeModel): readonly string[] {
  return places.everywhere ? [...places.temporalNamespaces, UNDECLARED, CLUSTER] : places.temporalNamespaces;
}

function breaches({ permissions, from }: GuaranteeModel, grants: readonly JudgedGrant[], place: string): string[] {
  const holders = grants.filter((grant) => grant.holds(permissions, place));
  if (from === undefined) return holders.map((grant) => `${described(grant)} in ${place}`);
  const others = grants.filter((grant) => grant.holds(from, place));
  return holders.flatMap((one) =>
    others
      .filter((other) => mayBeOne(one, other))
      .map((other) => `${described(one)} and ${described(other)} in ${place}`),
  );
}

/** Whether one caller may have both: the same subject, or a member of groups. */
function mayBeOne({ subject: one }: JudgedGrant, { subject: other }: JudgedGrant): boolean {
  return [one.kind, other.kind].includes(SubjectKind.OIDC_GROUP) || subjectKey(one) === subjectKey(other);
}

function described({ subject, role }: JudgedGrant): string {
  return `${subjectName(subject)} by role ${role}`;
}
