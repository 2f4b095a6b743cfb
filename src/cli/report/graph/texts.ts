import type { Row } from './door';

/** A piece of text where it is drawn, its baseline at `y`. */
export interface PlacedText {
  readonly style: Row['style'] | 'aside';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Whether it ends at `x`. */
  readonly atEnd?: boolean;
}

/** Texts of a box, from its upper left corner, and the height that they need with the space around them. */
export interface PlacedRows {
  readonly texts: readonly PlacedText[];
  readonly height: number;
}

/** Below a heading, and above one that follows other rows. */
const APART = 5;

/** Around the texts of a box. */
export const PADDING = 16;

/** The height of a line, and the widest that a character of it usually is, whatever fonts a reader has. */
const STYLES = {
  heading: { height: 18, width: 8.4 },
  title: { height: 23, width: 9.3 },
  name: { height: 20, width: 7.9 },
  note: { height: 18, width: 7 },
  aside: { height: 18, width: 7 },
} as const;

/** Lays rows of text below each other in a box of a width. Nothing is cut: what is too long goes on in the next line. */
export function placeRows(rows: readonly Row[], width: number): PlacedRows {
  const texts: PlacedText[] = [];
  const inner = width - 2 * PADDING;
  let y = PADDING - 4;
  const put = (style: PlacedText['style'], text: string) => {
    for (const line of wrapped(text, inner / STYLES[style].width)) {
      y += STYLES[style].height;
      texts.push({ style, text: line, x: PADDING, y: y - 4 });
    }
  };
  for (const [index, { style, text, aside }] of rows.entries()) {
    if (style === 'heading' && index > 0) y += 2 * APART;
    put(style, text);
    if (style === 'heading') y += APART;
    if (aside === undefined) continue;
    const last = texts[texts.length - 1];
    const room = inner - last.text.length * STYLES[style].width - 2 * STYLES.aside.width;
    if (aside.length * STYLES.aside.width <= room) {
      texts.push({ style: 'aside', text: aside, x: width - PADDING, y: last.y, atEnd: true });
    } else {
      put('aside', aside);
    }
  }
  return { texts, height: y + PADDING - 2 };
}

/** A text in lines of at most so many characters, broken behind a blank or a mark, or else anywhere. */
function wrapped(text: string, most: number): string[] {
  const longest = Math.max(1, Math.floor(most));
  const lines: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const head = rest.slice(0, longest + 1);
    const at = Math.max(...[' ', '-', '.', '/', ':', '@'].map((mark) => head.lastIndexOf(mark, longest - 1)));
    const end = at > longest / 3 ? at + 1 : longest;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
