import type {
  PlannedCaCertificate,
  PlannedLeaf,
  PlannedLife,
  PlannedPki,
  PlannedSigner,
} from '../../../plan/planned-pki';
import { type Html, html, NOTHING } from '../html';
import type { StoreDates } from '../store-dates';
import { code, codes, type RowGroup, table } from '../table';
import { AUTHORITY_KINDS, counted, HOLDERS, span } from '../words';

/** Every certificate of one `MtlsPki`, with its life. @param id of the part of the page */
export function certificateSection(id: string, pki: PlannedPki, dates: StoreDates): Html {
  const groups = groupsOf(pki, dates);
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const stored = pki.leaves.some((leaf) => leaf.stored !== undefined);
  return html`<section aria-labelledby="${id}-certificates">
<h3 id="${id}-certificates">Certificates</h3>
<p class="lead">How long each is valid, when it is renewed, who signs it, and where it lies.${
    stored ? html` What a certificate store holds was read when this page was made.` : NOTHING
  }</p>
${table({
  caption: `${counted(count, 'certificate')}, by authority`,
  columns: [
    ['Certificate', 32],
    ['Signed by', 22],
    ['Valid for', 10],
    ['Renewed before its end', 12],
    ['Lies in', 24],
  ],
  groups,
})}
</section>
`;
}

function groupsOf({ authorities, leaves }: PlannedPki, dates: StoreDates): RowGroup[] {
  const shown = new Set<string>();
  return authorities.map((authority) => ({
    heading: `Authority ${authority.name}: ${AUTHORITY_KINDS[authority.kind]}`,
    rows: [
      ...authority.made
        .filter((made) => isNew(made, shown))
        .map((made) => rowOf(made, ofAuthority(made, authority), dates)),
      ...leaves.filter((leaf) => leaf.authority === authority.name).map((leaf) => rowOf(leaf, ofHolder(leaf), dates)),
    ],
  }));
}

/** Authorities may share a root, and generations of an intermediate always do. */
function isNew({ secret, stored }: PlannedCaCertificate, shown: Set<string>): boolean {
  const identity = JSON.stringify([secret, stored]);
  return !shown.has(identity) && shown.add(identity) !== undefined;
}

function rowOf(life: PlannedLife, named: Html, dates: StoreDates): Html[] {
  const { signedBy, lifetime } = life;
  return [
    named,
    signedBy === undefined ? html`somebody else` : html`${code(signedBy)}`,
    html`${lifetime ? span(lifetime.durationSeconds) : 'what its maker decides'}`,
    html`${lifetime ? span(lifetime.renewBeforeSeconds) : '–'}`,
    html`${place(life)}${dateIn(life, dates)}`,
  ];
}

function ofAuthority({ kind, commonName, generation }: PlannedCaCertificate, { signer, trusted }: PlannedSigner): Html {
  const part = trusted.length > 1 ? `, ${generation}${generation === signer ? ', which signs' : ''}` : '';
  return html`<b>${kind === 'imported' ? 'imported authority' : kind}</b>${part}<span class="more">${code(commonName)}</span>`;
}

function ofHolder({ holder, role, names }: PlannedLeaf): Html {
  const what = HOLDERS[role] === holder ? '' : HOLDERS[role];
  return html`<b>${holder}</b>${what === '' ? NOTHING : html`, ${what}`}<span class="more">${codes(names)}</span>`;
}

function place({ secret, stored }: PlannedLife): Html {
  if (secret !== undefined) return html`Secret ${code(`${secret.namespace}/${secret.name}`)}`;
  return stored ? html`store ${code(stored.id)}` : html`not in the cluster`;
}

/** What is really there, as far as it can be read here. */
function dateIn({ stored }: PlannedLife, dates: StoreDates): Html {
  if (stored === undefined) return NOTHING;
  const facts = dates(stored);
  if (facts === undefined) return html`<span class="more">not made yet</span>`;
  return html`<span class="more">in the store: <time datetime="${facts.notBefore.toISOString()}">${day(facts.notBefore)}</time> to <time datetime="${facts.notAfter.toISOString()}">${day(facts.notAfter)}</time></span>`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
