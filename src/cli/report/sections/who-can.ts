import { shortName } from '../../../access/catalogue/api-catalogue';
import { groupedBy, sortedBy } from '../../../core/order';
import { allCallers, type Callers } from '../../../enforcement/policy/answer';
import type { Policy } from '../../../enforcement/policy/policy';
import { type Html, html, joined, NOTHING } from '../html';
import { code, codes, lines, table } from '../table';
import { counted } from '../words';

/** How many subjects are named beside each other: a page of a company would be about nothing else. */
const NAMED = 12;

/**
 * Who may call what: APIs by their resource, each to be opened. A user that expires counts as one that does not, so that the same
 * program makes the same page.
 */
export function whoCanSection(id: string, policy: Policy): Html {
  const byResource = groupedBy(allCallers(policy, 0), ({ api }) => api.permissions[0].split(':')[1]);
  return html`<section aria-labelledby="${id}-who-can">
<h3 id="${id}-who-can">Who can call what</h3>
<p class="lead">Choose a resource. What nobody may call is not listed; everybody may ask for the health and the abilities of the server.</p>
${sortedBy(byResource, ([resource]) => resource).map(([resource, callers]) => resourceDetails(resource, callers))}
</section>
`;
}

/** The APIs of one resource; those that the same subjects may call in the same places stand together. */
function resourceDetails(resource: string, callers: readonly Callers[]): Html {
  const byApi = groupedBy(callers, ({ api }) => api.api);
  const answers = [...byApi.values()].map((own) => ({ name: shortName(own[0].api), answer: answerLines(own) }));
  const alike = groupedBy(answers, ({ answer }) => answer.markup);
  return html`<details class="resource"><summary>${resource}<span class="count">${counted(byApi.size, 'API')}</span></summary>
${table({
  caption: `Who can call what of ${resource}`,
  columns: [
    ['API', 40],
    ['Where, and who', 60],
  ],
  rows: [...alike.values()].map((own) => [codes(own.map(({ name }) => name)), own[0].answer]),
})}</details>
`;
}

function answerLines(callers: readonly Callers[]): Html {
  const alike = groupedBy(callers, ({ subjects, how }) => JSON.stringify([how, subjects]));
  return lines(
    [...alike.values()].map((own) => {
      const [{ subjects, how }] = own;
      const more = subjects.length - NAMED;
      return html`${joined(
        own.map(({ place }) => code(place)),
        ', ',
      )}: ${joined(subjects.slice(0, NAMED).map(code), ', ')}${more > 0 ? html` and ${more} more` : NOTHING}${
        how === 'allowed' ? NOTHING : html`<span class="more">${how}</span>`
      }`;
    }),
  );
}
