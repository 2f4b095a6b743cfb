/** What a process is to do with a store. */
export interface StoreRequest {
  readonly store: string;
  /**
   * - `look`: say what the store holds, and change nothing
   * - `first-run`: wait for the file `go`, then make an authority where there is none
   * - `hold`: take the lock and keep it, until killed
   * - `renew`: give every certificate a new key, once
   * - `renew-for-ever`: say what the store holds, then renew all and remove one, again and again until killed
   */
  readonly task: 'look' | 'first-run' | 'hold' | 'renew' | 'renew-for-ever';
  readonly go?: string;
  readonly umask?: number;
}

/** The certificates of a store, as the process saw that owns it. */
export interface StoreState {
  /** SHA-256 of each certificate by id; the key of each was read and is its own. */
  readonly certificates: Readonly<Record<string, string>>;
}

/** The same where nobody else changes it. */
export interface StoreAtRest extends StoreState {
  /** The mode of the store and of all that lies in it, in octal. */
  readonly modes: Readonly<Record<string, string>>;
}

/** What a process says at its end. */
export interface StoreOutcome {
  /** The store, where nobody else changes it. */
  readonly state?: StoreAtRest;
  /** The store, where others may be changing it. */
  readonly seen?: StoreState;
  /** Whether this process made the authority. */
  readonly made?: boolean;
  /** The code and value of a refusal. */
  readonly refused?: string;
}
