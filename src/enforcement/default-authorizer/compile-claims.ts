import { apisOf, type DecidedApi } from '../../access/catalogue/api-catalogue';
import { grantsOf } from '../../access/grants';
import type { GrantModel, RbacModel } from '../../access/model';
import { SubjectKind, subjectKey } from '../../access/subject';
import { oncePer } from '../../core/derived';
import { groupedBy, sortedBy } from '../../core/order';
import type { JudgedRoles } from '../mode';
import type { SubjectClaims } from '../subject-claims';
import { expressedRoles } from './expressibility';
import { claimsOfGrant } from './law';
import { claimItems, mergeClaims } from './levels';

/**
 * The claim that each subject needs, sorted by kind and id. What nobody may be given is in none, whoever reads them before the
 * findings.
 */
export function compileClaims({ authorization, server }: JudgedRoles): readonly SubjectClaims[] {
  return compiled(apisOf(server.version))(authorization);
}

const compiled = oncePer((apis: readonly DecidedApi[]) =>
  oncePer((access: RbacModel): readonly SubjectClaims[] => {
    const grantable = expressedRoles(apis)(access).flatMap(({ role, refused }) => (refused ? [] : [role]));
    const grants = grantsOf(grantable, access.users);
    return claimsOfGrants(
      apis,
      grants.filter(({ subject }) => subject.kind !== SubjectKind.OIDC_GROUP || subject.mappedByProvider),
    );
  }),
);

/** The claims that the given grants amount to on a server with these APIs. */
export function claimsOfGrants(apis: readonly DecidedApi[], grants: readonly GrantModel[]): SubjectClaims[] {
  const bySubject = groupedBy(grants, ({ subject }) => subjectKey(subject));
  return sortedBy(bySubject, ([key]) => key).map(([, own]) => ({
    subjectKind: own[0].subject.kind,
    subject: own[0].subject.id,
    permissions: claimItems(mergeClaims(own.map((grant) => claimsOfGrant(apis, grant)))),
  }));
}
