import { groupedBy } from '../../../core/order';
import type { TrustModel } from '../../../pki/model/trust';
import type { PlannedEdge } from '../../../plan/edges';
import type { PlannedPki } from '../../../plan/planned-pki';
import { listenersOf } from '../graph/boxes';
import type { Door } from '../graph/door';
import { doorsOf } from '../graph/doors-of';
import { draw, drawArrow } from '../graph/draw';
import type { Arrow } from '../graph/picture';
import { placeNarrow } from '../graph/place-narrow';
import { placeWide } from '../graph/place-wide';
import { type Html, html } from '../html';
import { code, codes, lines, table } from '../table';
import { counted } from '../words';

/** Who trusts whom: a drawing of each door, and every connection as a table. @param id of the part of the page */
export function trustSection(id: string, pki: PlannedPki, edges: readonly PlannedEdge[]): Html {
  const doors = doorsOf(pki, edges);
  return html`<section aria-labelledby="${id}-trust">
<h3 id="${id}-trust">Who trusts whom</h3>
<p class="lead">A listener shows a certificate, and so does whoever calls it. Follow the arrows: one side trusts an authority, and the
authority signs what the other side shows. A certificate of any other authority is refused.</p>
<p class="legend">${legend('signs', 'an authority signs certificates')}${legend('trusts', 'certificates of an authority are accepted')}</p>
${doors.map((door, index) => drawing(`${id}-door-${index}`, door))}
${connections(doors)}
</section>
`;
}

/** An arrow and what it means. */
function legend(means: Arrow['means'], text: string): Html {
  const arrow = drawArrow({
    means,
    points: [
      [1, 7],
      [54, 7],
    ],
  });
  return html`<span><svg class="sample" viewBox="0 0 56 14" aria-hidden="true">${arrow}</svg><b>${means}</b> ${text}</span> `;
}

function drawing(id: string, door: Door): Html {
  const { title, sentences } = door;
  return html`<figure class="door">
<figcaption>${title}</figcaption>
${draw(placeWide(door), { id: `${id}-wide`, layout: 'wide', title, sentences })}${draw(placeNarrow(door), { id: `${id}-narrow`, layout: 'narrow', title, sentences })}</figure>
`;
}

/** A table row for all connections that differ in their ends' names alone: the services among themselves are many, and one. */
function connections(doors: readonly Door[]): Html {
  const count = doors.reduce((sum, { edges }) => sum + edges.length, 0);
  return table({
    caption: counted(count, 'connection'),
    columns: [
      ['Caller', 16],
      ['Calls', 20],
      ['Shows', 18],
      ['Is let in by', 20],
      ['Verifies the listener by', 26],
    ],
    groups: doors.map(({ title, edges }) => ({ heading: title, rows: alike(edges).map(connection) })),
  });
}

function alike(edges: readonly PlannedEdge[]): ReadonlyArray<readonly PlannedEdge[]> {
  const identity = ({ caller, callee, serverName }: PlannedEdge) =>
    JSON.stringify([caller.certificate, caller.trust, callee.certificate, callee.trust, serverName]);
  return [...groupedBy(edges, identity).values()];
}

function connection(same: readonly PlannedEdge[]): Html[] {
  const [{ caller, callee, serverName }] = same;
  const { certificate } = caller;
  return [
    codes(unique(same.map(({ caller }) => caller.name))),
    lines([...listenersOf(same)].map(([name, ports]) => html`${code(name)} ${ports.join(', ')}`)),
    certificate ? html`Secret ${code(`${certificate.namespace}/${certificate.secretName}`)}` : html`no certificate`,
    keys(callee.trust),
    html`${keys(caller.trust)}<span class="more">as ${code(serverName)}</span>`,
  ];
}

function keys(trust: readonly TrustModel[]): Html {
  if (trust.length === 0) return html`what its owner decides`;
  return lines(
    trust.map(({ kind, namespace, name, key }) => html`${kind} ${code(`${namespace}/${name}`)} ${code(key)}`),
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
