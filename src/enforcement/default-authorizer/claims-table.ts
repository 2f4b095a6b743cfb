import { SubjectKind } from '../../access/subject';
import { cell } from '../../core/text';
import type { AuthModel } from '../../model/auth-model';
import type { SubjectClaims } from '../subject-claims';
import { compileClaims } from './compile-claims';

/** What whoever configures the identity provider needs: each subject's exact claim, for people and for programs. */
export function claimsData(claim: string, model: AuthModel): Record<string, string> {
  const claims = compileClaims(model);
  const subjects = claims.map(({ subjectKind, ...rest }) => ({ kind: KINDS[subjectKind].kind, ...rest }));
  const table = { claim, audience: model.authentication.audience, subjects };
  return { 'claims.json': JSON.stringify(table), 'claims.md': renderClaimsTable(claims) };
}

/** A Markdown table of what the identity provider must put into each subject's tokens. */
export function renderClaimsTable(claims: readonly SubjectClaims[]): string {
  const rows = claims.map(({ subjectKind, subject, permissions }) =>
    [KINDS[subjectKind].label, `\`${subject}\``, `\`${JSON.stringify(permissions)}\``].map(cell).join(' | '),
  );
  return ['| subject | name | permissions |', '|---|---|---|', ...rows.map((row) => `| ${row} |`), ''].join('\n');
}

const KINDS = {
  [SubjectKind.USER]: { kind: 'user', label: 'user (`sub`)' },
  [SubjectKind.SERVICE]: { kind: 'service', label: 'service (`sub`)' },
  [SubjectKind.OIDC_GROUP]: { kind: 'oidc-group', label: 'OIDC group' },
} as const;
