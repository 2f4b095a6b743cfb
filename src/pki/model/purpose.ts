/**
 * What a hierarchy of certificates is for. A listener trusts one purpose; no two purposes share an issuer.
 *
 * - `internode`: the Temporal services among themselves, their listeners and their membership ports
 * - `frontend`: the certificate that the frontend shows, and so what its callers verify
 * - `clients`: who may open a connection to the frontend
 * - `database`: who may open a connection to the database
 */
export type Purpose = 'internode' | 'frontend' | 'clients' | 'database';

/** All purposes, in the order in which they are emitted. */
export const PURPOSES: readonly Purpose[] = ['internode', 'frontend', 'clients', 'database'];

/** Whether two servers may have one authority: callers of the frontend verify its name as well, and a database that of its user. */
export function areSharedByServers(one: Purpose, other: Purpose): boolean {
  return one === other && (one === 'frontend' || one === 'database');
}
