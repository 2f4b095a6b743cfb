/** Which authorities of one purpose sign and which are trusted, each by its id. */
export interface RotationState {
  /** The authority that signs every certificate of the purpose. */
  readonly signer: string;
  /** The authorities that verifiers trust, the signer among them; the order has no meaning. */
  readonly trusted: readonly string[];
  /**
   * The names of shared roots by the ids of the authorities that are trusted by them; absent where there are none, and in records
   * from before these names were recorded.
   */
  readonly roots?: Readonly<Record<string, string>>;
}

/** One generation of an authority. */
export interface GenerationModel {
  /** The id of the authority, `g1` for the first. */
  readonly authority: string;
  /** Its number, from 1. */
  readonly generation: number;
  /** Whether it signs the leaves. */
  readonly signs: boolean;
  /** Whether another generation will replace it. The program declares the other one; this one stays as it was made. */
  readonly outgoing: boolean;
  /** The name of the shared root above it; absent where the root is its own. */
  readonly sharedRoot?: string;
}
