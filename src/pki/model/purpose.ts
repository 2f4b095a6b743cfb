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
