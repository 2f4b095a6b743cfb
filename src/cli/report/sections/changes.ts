import { groupedBy } from '../../../core/order';
import type { Difference } from '../../../enforcement/policy/diff';
import { type Html, html } from '../html';
import { code, codes, table } from '../table';
import { counted } from '../words';
import { asks } from './permissions';

/** Who may do more or less than by a policy before. @param id of the part of the page */
export function changesSection(id: string, differences: readonly Difference[]): Html {
  const rows = changeRows(differences);
  return html`<section aria-labelledby="${id}-changes">
<h3 id="${id}-changes">What changes</h3>
<p class="lead">Who may do <b>more</b>, and who may do <b>less</b>, than by the policy that this program is compared with.</p>
${
  differences.length === 0
    ? html`<p class="none">Nobody may do more or less.</p>`
    : table({
        caption: counted(rows.length, 'change'),
        columns: [
          ['Who', 24],
          ['May do', 10],
          ['Permission', 22],
          ['In', 16],
          ['Before', 14],
          ['Now', 14],
        ],
        rows: rows.map(({ subject, change, permissions, places, before, after }) => [
          code(subject),
          html`<b>${change === 'wider' ? '+ more' : '− less'}</b>`,
          asks(permissions),
          codes(places),
          html`${before}`,
          html`${after}`,
        ]),
      })
}
</section>
`;
}

type ChangeRow = Omit<Difference, 'permission' | 'place'> & {
  readonly permissions: readonly string[];
  readonly places: readonly string[];
};

/** Permissions that change alike in the same places stand together: a role that somebody gains is a row or two. */
function changeRows(differences: readonly Difference[]): ChangeRow[] {
  const byPlace = [...groupedBy(differences, ({ place: _place, ...rest }) => JSON.stringify(rest)).values()].map(
    (own) => ({
      ...own[0],
      places: own.map(({ place }) => place),
    }),
  );
  const alike = groupedBy(byPlace, ({ permission: _, ...rest }) => JSON.stringify(rest));
  return [...alike.values()].map((own) => ({ ...own[0], permissions: own.map(({ permission }) => permission) }));
}
