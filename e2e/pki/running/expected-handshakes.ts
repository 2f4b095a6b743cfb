import type { Listener } from './handshakes';

/** What listener and caller make of each other: `<the listener's verdict>; <the caller's>`. */
type Cell = string;

const MEANT: Cell = 'in; verified';
const STRANGERS: Cell = 'unknown authority; unknown authority';

/** By caller: at the frontend's port, at each port of the services among themselves, at the database. */
const ROWS: Readonly<Record<string, readonly [frontend: Cell, internode: Cell, database: Cell]>> = {
  'internode certificate': [STRANGERS, MEANT, STRANGERS],
  'frontend certificate': ['unknown authority; verified', STRANGERS, STRANGERS],
  UI: [MEANT, STRANGERS, STRANGERS],
  'command line': [MEANT, STRANGERS, STRANGERS],
  person: [MEANT, STRANGERS, STRANGERS],
  service: [MEANT, STRANGERS, STRANGERS],
  'service of another Kubernetes namespace': [MEANT, STRANGERS, STRANGERS],
  'service of a tenant': [MEANT, STRANGERS, STRANGERS],
  'service of a tenant, with the name of one that is no tenant’s': ['not for this use; verified', STRANGERS, STRANGERS],
  'database client': [STRANGERS, STRANGERS, MEANT],
  'trust certificate': ['not for this use; verified', STRANGERS, STRANGERS],
  nobody: ['no certificate; verified', 'no certificate; unknown authority', 'no certificate; unknown authority'],
  'stranger with the right names': ['unknown authority; verified', STRANGERS, STRANGERS],
  // Go looks at the dates first, PostgreSQL at the authority.
  'client, expired': ['expired; verified', 'expired; unknown authority', STRANGERS],
  'internode, expired': ['expired; verified', 'expired; unknown authority', STRANGERS],
};

/** The one table of handshakes, wherever the certificates come from. */
export function expectedHandshakes(listeners: readonly Listener[]): Record<string, Record<string, Cell>> {
  const column = ({ name }: Listener) => ({ frontend: 0, database: 2 })[name] ?? 1;
  const cells = (row: readonly Cell[]) => listeners.map((listener) => [listener.name, row[column(listener)]]);
  return Object.fromEntries(Object.entries(ROWS).map(([caller, row]) => [caller, Object.fromEntries(cells(row))]));
}
