import type { Purpose } from '../../../pki/model/purpose';
import type { PlannedEdge } from '../../../plan/edges';
import type { PlannedPki } from '../../../plan/planned-pki';
import { authorityBox, callersBox, databaseAuthority, type Group, listenerBox } from './boxes';
import type { Between, Box, Door } from './door';

/** What opens a listener, in the order in which people ask. */
const DOORS = ['clients', 'internode', 'database'] as const;

const TITLES: Readonly<Record<Exclude<Purpose, 'frontend'>, string>> = {
  clients: 'Who calls the frontend',
  internode: "Temporal's services among themselves",
  database: 'Who calls the database',
};

/**
 * The doors of one `MtlsPki`. What a service of the server would show the public frontend is left out: the frontend refuses it, and
 * the internal frontend is there in its place.
 */
export function doorsOf(pki: PlannedPki, edges: readonly PlannedEdge[]): Door[] {
  // A database may let in by a password alone.
  const drawn = edges.filter(({ caller, purpose }) => caller.role !== undefined || purpose === 'database');
  return DOORS.flatMap((purpose) => {
    const own = drawn.filter((edge) => edge.purpose === purpose);
    return own.length === 0 ? [] : [doorOf(pki, purpose, own)];
  });
}

function doorOf(pki: PlannedPki, purpose: (typeof DOORS)[number], edges: readonly PlannedEdge[]): Door {
  const groups = groupsOf(pki, edges);
  const indexOf = (authority: string) => {
    const index = groups.findIndex((group) => group.authority === authority);
    return index === -1 ? {} : { signsCallers: index };
  };
  const verifying = groups.flatMap(({ edges }, index) =>
    edges.some(({ caller }) => caller.trust.length > 0) ? [index] : [],
  );
  const letsIn = edges.some(({ callee }) => callee.trust.length > 0);
  const signers = pki.authorities.filter((authority) => authority.purpose === purpose);
  const between: Between[] = signers.map((signer) => ({
    box: authorityBox(signer),
    ...indexOf(signer.name),
    trustedByCallers: purpose === 'internode' ? verifying : [],
    signsListener: purpose === 'internode',
    trustedByListener: letsIn,
  }));
  const verified = purpose === 'clients' ? pki.authorities.filter((authority) => authority.purpose === 'frontend') : [];
  const behind = [...verified.map(authorityBox), ...(purpose === 'database' ? [databaseAuthority(edges)] : [])];
  between.push(
    ...behind.map((box) => ({ box, trustedByCallers: verifying, signsListener: true, trustedByListener: false })),
  );
  const door = {
    title: TITLES[purpose],
    edges,
    callers: groups.map((group) => callersBox(group, pki, groups.length > 1)),
    between,
    listener: listenerBox(edges),
  };
  return { ...door, sentences: sentencesOf(door) };
}

function groupsOf(pki: PlannedPki, edges: readonly PlannedEdge[]): Group[] {
  const authorities = new Map(
    pki.leaves.map(({ secret, authority }) => [`${secret?.namespace}/${secret?.name}`, authority]),
  );
  const groups = new Map<string | undefined, PlannedEdge[]>();
  for (const edge of edges) {
    const { certificate } = edge.caller;
    const authority = certificate && authorities.get(`${certificate.namespace}/${certificate.secretName}`);
    groups.set(authority, [...(groups.get(authority) ?? []), edge]);
  }
  const order = pki.authorities.map(({ name }) => name);
  const rank = ({ authority }: Group) => (authority === undefined ? order.length : order.indexOf(authority));
  return [...groups].map(([authority, edges]) => ({ authority, edges })).sort((a, b) => rank(a) - rank(b));
}

function sentencesOf({ callers, between, listener }: Omit<Door, 'sentences'>): string[] {
  const nameOf = ({ rows }: Box) => rows.filter(({ style }) => style === 'title' || style === 'name')[0].text;
  const listing = ({ rows }: Box) =>
    rows
      .filter(({ style, text }) => style === 'name' || text.startsWith('and '))
      .map(({ text }) => text)
      .join(', ');
  const listeners = listener.rows[0].text.toLowerCase() === 'listener' ? nameOf(listener) : 'each listener';
  return between.flatMap(({ box, signsCallers, trustedByCallers, signsListener, trustedByListener }) => [
    ...(trustedByListener ? [`The certificates of ${nameOf(box)} open ${listeners}.`] : []),
    ...(signsCallers === undefined
      ? []
      : [`${nameOf(box)} signs the certificates of ${listing(callers[signsCallers])}.`]),
    ...(signsListener ? [`${nameOf(box)} signs the certificate of ${listeners}.`] : []),
    ...(trustedByCallers.length > 0 ? [`Callers verify ${listeners} by ${nameOf(box)}.`] : []),
  ]);
}
