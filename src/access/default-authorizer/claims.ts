import { sortedBy } from '../../core/order';
import type { GrantModel, SubjectClaimsModel, SubjectModel } from '../model';
import { subjectKey } from '../subject-claims';
import { claimItems, claimsOfGrant, mergeClaims } from './default-authorizer';

/** The claim that each subject of the given grants needs, sorted by kind and id. */
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

/** A Markdown table of what the identity provider must put into each subject's tokens. */
export function renderClaimsTable(claims: readonly SubjectClaimsModel[]): string {
  const rows = claims.map(({ kind, subject, permissions }) =>
    [LABELS[kind], `\`${subject}\``, `\`${JSON.stringify(permissions)}\``].map(cell).join(' | '),
  );
  return ['| subject | name | permissions |', '|---|---|---|', ...rows.map((row) => `| ${row} |`), ''].join('\n');
}

const LABELS: Readonly<Record<SubjectModel['kind'], string>> = {
  user: 'user (`sub`)',
  service: 'service (`sub`)',
  'oidc-group': 'OIDC group',
};

/** A cell ends at a bar, in code too. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
