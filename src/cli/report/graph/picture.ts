import type { Box } from './door';
import type { PlacedText } from './texts';

/** A box where it is drawn. */
export interface PlacedBox {
  readonly shape: Box['shape'];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the upper left corner of the picture. */
  readonly texts: readonly PlacedText[];
}

/** What one box is to another: an authority signs what somebody shows, or somebody trusts an authority. */
export interface Arrow {
  readonly means: 'signs' | 'trusts';
  /** From its tail to its head. */
  readonly points: ReadonlyArray<readonly [x: number, y: number]>;
  /** Where its word stands; absent where another arrow's word is its own too. */
  readonly word?: readonly [x: number, y: number];
  /** Whether it runs into the line of another arrow, whose head is its own too. Absent where not. */
  readonly joins?: boolean;
}

/** A door as it is drawn. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly Arrow[];
}
