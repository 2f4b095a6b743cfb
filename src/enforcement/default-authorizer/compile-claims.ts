import { grantsOf } from '../../access/grants';
import type { GrantModel, RbacModel } from '../../access/model';
import { subjectKey } from '../../access/subject';
import { oncePer } from '../../core/derived';
import { sortedBy } from '../../core/order';
import type { SubjectClaimsModel } from '../subject-claims';
import { expressedRoles } from './expressibility';
import { claimsOfGrant } from './law';
import { claimItems, mergeClaims } from './levels';

/**
 * The claim that each subject needs, sorted by kind and id. What nobody may be given is in none, whoever reads them before the
 * findings.
 */
export const compileClaims = oncePer((access: RbacModel): readonly SubjectClaimsModel[] => {
  const grantable = expressedRoles(access).flatMap(({ role, refused }) => (refused ? [] : [role]));
  const grants = grantsOf(grantable, access.users);
  return claimsOfGrants(grants.filter(({ subject }) => subject.kind !== 'oidc-group' || subject.mappedByProvider));
});

/** The claims that the given grants amount to. */
export function claimsOfGrants(grants: readonly GrantModel[]): SubjectClaimsModel[] {
  const bySubject = new Map<string, GrantModel[]>();
  for (const grant of grants) {
    const key = subjectKey(grant.subject);
    const own = bySubject.get(key);
    if (own === undefined) bySubject.set(key, [grant]);
    else own.push(grant);
  }
  return sortedBy(bySubject, ([key]) => key).map(([, own]) => ({
    kind: own[0].subject.kind,
    subject: own[0].subject.id,
    permissions: claimItems(mergeClaims(own.map(claimsOfGrant))),
  }));
}
