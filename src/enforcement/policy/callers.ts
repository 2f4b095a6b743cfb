import { grantsOf, isNowhere } from '../../access/grants';
import type { GrantModel, RbacModel } from '../../access/model';
import { SubjectKind, subjectKey } from '../../access/subject';
import { groupedBy, sortedBy, sortedUnique } from '../../core/order';
import type { Caller } from '../mode';

/** Places that are listed one by one; of more, their number says enough. */
const LISTED_PLACES = 4;

/** Everybody who holds a role, with the roles and where they hold: what these permit stands in the table of permissions. */
export function policyCallers({ roles, users }: RbacModel): Caller[] {
  const expiries = new Map(users.map(({ id, expires }) => [id, expires]));
  const bySubject = groupedBy(grantsOf(roles, users), ({ subject }) => subjectKey(subject));
  return sortedBy(bySubject, ([key]) => key).map(([, own]) => {
    const { kind, id } = own[0].subject;
    const held = own.filter((grant) => !isNowhere(grant)).map(grantText);
    const expires = kind === SubjectKind.USER ? expiries.get(id) : undefined;
    const until = held.length > 0 && expires !== undefined ? [`until ${expires}`] : [];
    return { subject: { kind, id }, may: [...sortedUnique(held), ...until].join('; ') };
  });
}

function grantText({ role, places: { everywhere, temporalNamespaces } }: GrantModel): string {
  if (everywhere) return `${role} everywhere`;
  const count = temporalNamespaces.length;
  return `${role} in ${count > LISTED_PLACES ? `${count} Temporal namespaces` : sortedUnique(temporalNamespaces).join(', ')}`;
}
