/** Which authorities of one purpose sign and which are trusted, each by its id. */
export interface RotationState {
  /** What signs every certificate of the purpose. */
  readonly signer: string;
  /** What its verifiers trust, the signer among them; their order means nothing. */
  readonly trusted: readonly string[];
  /**
   * The names of the shared roots above those that are trusted by their roots, by id; absent where none is, and of what was
   * recorded before it was known.
   */
  readonly roots?: Readonly<Record<string, string>>;
}

/** What follows its like when an authority is rotated. */
export interface GenerationModel {
  /** The id of the authority, `g1` for the first. */
  readonly authority: string;
  /** Its number, from 1. */
  readonly generation: number;
  /** Whether it signs the leaves. */
  readonly signs: boolean;
  /** Whether another one is to take its place. What is declared is the other's; it stays what it was made. */
  readonly outgoing: boolean;
  /** The name of the shared root above it; absent where the root is its own. */
  readonly sharedRoot?: string;
}
