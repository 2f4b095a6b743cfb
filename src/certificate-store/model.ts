import type { KeyObject } from 'node:crypto';

/** A certificate in the store and, in a file of its own, its private key. */
export interface StoredPair {
  /** The name in the store, `clients/root`; it never becomes a path. */
  readonly id: string;
  /** In PEM, one certificate a text: the key's own first, then the authorities that are presented with it. */
  readonly certificates: readonly string[];
  readonly privateKey: KeyObject;
}

/** The part of a store that synthesis reads: certificates in PEM by id, in the order of the ids, the key's own first. */
export type StoredCertificates = ReadonlyMap<string, readonly string[]>;
