import type { SubjectModel } from '../../access/model';
import type { AuthModel } from '../../model/auth-model';
import type { SubjectClaimsModel } from '../subject-claims';
import { compileClaims } from './compile-claims';

/** What whoever configures the identity provider needs: each subject's exact claim, for people and for programs. */
export function claimsData(claim: string, { authentication, authorization }: AuthModel): Record<string, string> {
  const subjects = compileClaims(authorization);
  const table = { claim, audience: authentication.audience, subjects };
  return { 'claims.json': JSON.stringify(table), 'claims.md': renderClaimsTable(subjects) };
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
