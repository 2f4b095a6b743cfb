import { describeKey } from '../../../pki/model/trust';
import type { PlannedEdge } from '../../../plan/edges';
import type { PlannedPki, PlannedSigner } from '../../../plan/planned-pki';
import { AUTHORITY_KINDS, HOLDERS } from '../words';
import type { Box, Row } from './door';

/** Callers that a box lists; a company's hundreds stand in the table of connections. */
const LISTED = 12;

/** The callers whose certificates one authority signs. */
export interface Group {
  /** The name of the authority; absent where a caller has no certificate of this program. */
  readonly authority?: string;
  readonly edges: readonly PlannedEdge[];
}

/** A group of callers. @param several whether the door has other groups */
export function callersBox({ authority, edges }: Group, pki: PlannedPki, several: boolean): Box {
  const rows = new Map(edges.map(({ caller }) => [caller.name, callerRow(caller, pki)]));
  const listed = [...rows.values()].slice(0, LISTED);
  const left = rows.size - listed.length;
  const heading =
    authority === undefined
      ? 'Callers without a certificate'
      : several
        ? `Callers with certificates of ${authority}`
        : 'Callers';
  return {
    shape: 'callers',
    rows: [
      { style: 'heading', text: heading },
      ...listed,
      ...(left > 0 ? [{ style: 'note' as const, text: `and ${left} more, in the table below` }] : []),
    ],
    brief: [
      { style: 'heading', text: heading },
      { style: 'note', text: `${rows.size} of them` },
    ],
  };
}

function callerRow({ name, role, certificate }: PlannedEdge['caller'], { namespace }: PlannedPki): Row {
  const elsewhere = certificate && certificate.namespace !== namespace ? ` in ${certificate.namespace}` : '';
  const what = role === undefined || role === 'internode' || role === 'database-client' ? '' : HOLDERS[role];
  const aside = `${what}${elsewhere}`.trim();
  return { style: 'name', text: name, ...(aside !== '' && aside !== name && { aside }) };
}

/** An authority of the program. */
export function authorityBox({ name, kind, signedBy, signer, trusted }: PlannedSigner): Box {
  const title: readonly Row[] = [
    { style: 'heading', text: 'Authority' },
    { style: 'title', text: name },
  ];
  const rotating =
    trusted.length > 1 ? trusted.map((id) => `${id} is trusted${id === signer ? ' and signs' : ''}`) : [];
  return {
    shape: 'authority',
    rows: [
      ...title,
      { style: 'note', text: AUTHORITY_KINDS[kind] },
      ...(signedBy === undefined ? [] : signerRows(signedBy)),
      ...rotating.map((text) => ({ style: 'note' as const, text })),
    ],
    brief: title,
  };
}

/** The kind of an issuer and, below it, its name; a certificate of a store has a name alone. */
function signerRows(signedBy: string): Row[] {
  const at = signedBy.lastIndexOf(' ') + 1;
  return [
    { style: 'note', text: `signs by ${signedBy.slice(0, at)}`.trim() },
    { style: 'name', text: signedBy.slice(at) },
  ];
}

/** What the database shows is its owner's business; the program says where its authority's certificate lies. */
export function databaseAuthority(edges: readonly PlannedEdge[]): Box {
  const title: readonly Row[] = [
    { style: 'heading', text: 'Authority' },
    { style: 'title', text: "the database's own" },
  ];
  const keys = new Set(edges.flatMap(({ caller }) => caller.trust.map(describeKey)));
  return {
    shape: 'authority',
    rows: [
      ...title,
      { style: 'note', text: 'not of this program; found in' },
      ...[...keys].map((text) => ({ style: 'note' as const, text })),
    ],
    brief: title,
  };
}

/** Listeners by name, each with its ports, of which a service has one more for membership. */
export function listenersOf(edges: readonly PlannedEdge[]): ReadonlyMap<string, readonly string[]> {
  const ports = new Map<string, string[]>();
  for (const { callee, port } of edges) {
    const [name, ...what] = callee.name.split(' ');
    const known = ports.get(name) ?? [];
    const said = [...what, port].join(' ');
    if (!known.includes(said)) ports.set(name, [...known, said]);
  }
  return ports;
}

/** All that one door leads to. */
export function listenerBox(edges: readonly PlannedEdge[]): Box {
  const ports = listenersOf(edges);
  const several = ports.size > 1;
  const names = [...new Set(edges.map(({ serverName }) => serverName))];
  const heading: Row = { style: 'heading', text: several ? 'Listeners' : 'Listener' };
  const listeners = [...ports].map(
    ([name, said]): Row => ({ style: several ? 'name' : 'title', text: name, aside: said.join(', ') }),
  );
  return {
    shape: 'listener',
    rows: [
      heading,
      ...listeners,
      { style: 'note', text: names.length > 1 ? 'verified by the names' : 'verified by the name' },
      ...names.map((text): Row => ({ style: 'name', text })),
    ],
    brief: [heading, ...listeners.map(({ style, text }): Row => ({ style, text }))],
  };
}
