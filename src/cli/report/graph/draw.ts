import { type Html, html, NOTHING } from '../html';
import type { Arrow, Picture, PlacedBox } from './picture';

const HEAD = 9;

/** A picture as SVG. @param id of the drawing in the page, and @param title what it is, @param sentences what it says */
export function draw(
  { width, height, boxes, arrows }: Picture,
  {
    id,
    layout,
    title,
    sentences,
  }: { readonly id: string; readonly layout: string; readonly title: string; readonly sentences: readonly string[] },
): Html {
  return html`<svg class="graph ${layout}" viewBox="-1 -1 ${width + 2} ${Math.ceil(height) + 2}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${sentences.join(' ')}</desc>
${boxes.map(drawBox)}${arrows.map(drawArrow)}</svg>
`;
}

function drawBox({ shape, x, y, width, height, texts }: PlacedBox): Html {
  const round = { callers: 10, authority: 18, listener: 0 }[shape];
  const bar =
    shape === 'listener'
      ? html`<rect class="bar" x="${x}" y="${y}" width="5" height="${height}"/>`
      : shape === 'authority'
        ? html`<rect class="inner" x="${x + 4}" y="${y + 4}" width="${width - 8}" height="${height - 8}" rx="${round - 4}"/>`
        : NOTHING;
  return html`<g class="${shape}"><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>${bar}
${texts.map(
  ({
    style,
    text,
    x,
    y,
    atEnd,
  }) => html`<text class="${style}${atEnd ? ' at-end' : ''}" x="${x}" y="${y}">${text}</text>
`,
)}</g>
`;
}

/** A solid line with a full head, or a dashed one with an open head: told apart without colour, and by a word. */
export function drawArrow({ means, points, word, joins }: Arrow): Html {
  const [x, y] = points[points.length - 1];
  const [fromX, fromY] = points[points.length - 2];
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)];
  const corner = (side: number) => `${x - dx * HEAD - dy * side},${y - dy * HEAD - dx * side}`;
  const head =
    means === 'signs'
      ? html`<polygon class="head" points="${corner(4.5)} ${x},${y} ${corner(-4.5)}"/>`
      : html`<polyline class="head" points="${corner(4.5)} ${x},${y} ${corner(-4.5)}"/>`;
  const line = html`<polyline class="line" points="${points.map((point) => point.join(',')).join(' ')}"/>`;
  return html`<g class="arrow ${means}">${line}${joins ? NOTHING : head}${word ? html`<text class="word" x="${word[0]}" y="${word[1]}">${means}</text>` : NOTHING}</g>
`;
}
