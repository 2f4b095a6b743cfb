import type { KeyObject } from 'node:crypto';

/** What the store holds under a name: a certificate and, in a file of its own, its private key. */
export interface StoredPair {
  /** The name in the store, `clients/root`; it never becomes a path. */
  readonly id: string;
  /** In PEM, one certificate a text: the key's own first, then those that signed it, as far as they are to go with it. */
  readonly certificates: readonly string[];
  readonly privateKey: KeyObject;
}

/** What synthesis may see of a store: certificates in PEM by id, in the order of the ids, the key's own first. */
export type StoredCertificates = ReadonlyMap<string, readonly string[]>;
