import type { PlannedEdge } from '../../../plan/edges';

/** A row of text in a box of the graph. */
export interface Row {
  /** `name` is what a program calls something, `note` says more of it. */
  readonly style: 'heading' | 'title' | 'name' | 'note';
  readonly text: string;
  /** What stands at the end of the same row, where there is room, and below it where there is none. */
  readonly aside?: string;
}

/** Something in the graph, told apart by its shape and by its heading. */
export interface Box {
  readonly shape: 'callers' | 'authority' | 'listener';
  readonly rows: readonly Row[];
  /** What stands for it where it is drawn once more. */
  readonly brief: readonly Row[];
}

/** An authority between the two ends of a door, and what it is to each of them. */
export interface Between {
  readonly box: Box;
  /** The index of the group of callers whose certificates it signs. */
  readonly signsCallers?: number;
  /** The indices of the groups of callers that trust it. */
  readonly trustedByCallers: readonly number[];
  readonly signsListener: boolean;
  readonly trustedByListener: boolean;
}

/** A listener, who may call it, and the authorities by which each side knows the other. */
export interface Door {
  readonly title: string;
  /** What leads through it. */
  readonly edges: readonly PlannedEdge[];
  /** Who trusts whom in sentences, for whoever does not see the drawing. */
  readonly sentences: readonly string[];
  readonly callers: readonly Box[];
  readonly between: readonly Between[];
  readonly listener: Box;
}
