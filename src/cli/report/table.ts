import { type Html, html, NOTHING } from './html';

/** Rows that belong together, below a line that says why. */
export interface RowGroup {
  readonly heading: string;
  readonly rows: ReadonlyArray<readonly Html[]>;
}

/** A column, and its part of the width in percent, one of `COLUMN_WIDTHS`. */
export type Column = readonly [name: string, width: (typeof COLUMN_WIDTHS)[number]];

/** The widths that columns may have: the style sheet has a class for each. */
export const COLUMN_WIDTHS = [10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 40, 44, 60] as const;

interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows?: ReadonlyArray<readonly Html[]>;
  readonly groups?: readonly RowGroup[];
}

/**
 * A table that becomes a list of cards on a small screen. Its roles are written out, since a browser forgets those of a table
 * whose cells are laid out otherwise.
 */
export function table({ caption, columns, rows = [], groups = [] }: Table): Html {
  const body = (rows: ReadonlyArray<readonly Html[]>) => rows.map((cells) => row(columns, cells));
  return html`<table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(([name, width]) => html`<th scope="col" role="columnheader" class="w${width}">${name}</th>`)}</tr></thead>
${rows.length > 0 ? html`<tbody role="rowgroup">${body(rows)}</tbody>` : NOTHING}${groups.map(
  ({ heading, rows }) => html`<tbody role="rowgroup">
<tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="${columns.length}">${heading}</th></tr>
${body(rows)}</tbody>
`,
)}</table>
`;
}

function row(columns: readonly Column[], [first, ...others]: readonly Html[]): Html {
  const cells = others.map(
    (cell, index) => html`<td role="cell" data-label="${columns[index + 1][0]}"><div>${cell}</div></td>`,
  );
  return html`<tr role="row"><th scope="row" role="rowheader">${first}</th>${cells}</tr>
`;
}

/** What does not always fit in a cell. A shorter text stays whole, as a screen reader says it best. */
const LONG = 24;

/** What stands in a program or cluster as it is written there; a line may end behind a mark of a long one. */
export function code(text: string): Html {
  return html`<code>${breakable(text)}</code>`;
}

/** Several of these, a line each. */
export function codes(texts: readonly string[]): Html {
  return texts.length === 1 ? code(texts[0]) : lines(texts.map(code));
}

/** Several things, a line each. */
export function lines(items: readonly Html[]): Html {
  return html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function breakable(text: string): Html {
  if (text.length < LONG) return html`${text}`;
  return html`${text.split(/(?<=[/.:@])(?=.)/).map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}
