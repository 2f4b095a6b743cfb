import type { Between, Box, Door, Row } from './door';
import type { Arrow, Picture, PlacedBox } from './picture';
import { placeRows } from './texts';

const WIDTH = 340;
const ARROW = 46;
const GAP = 30;

/** For a small screen: for each authority who trusts it, below that the authority, and below that whom it signs for. */
export function placeNarrow(door: Door): Picture {
  const boxes: PlacedBox[] = [];
  const arrows: Arrow[] = [];
  let y = 0;
  const put = (box: Box) => {
    const { texts, height } = placeRows(box.rows, WIDTH);
    boxes.push({
      shape: box.shape,
      x: 0,
      y,
      width: WIDTH,
      height,
      texts: texts.map((text) => ({ ...text, y: text.y + y })),
    });
    y += height;
  };
  const point = (means: Arrow['means']) => {
    arrows.push({
      means,
      points: [
        [WIDTH / 2, y],
        [WIDTH / 2, y + ARROW],
      ],
      word: [WIDTH / 2 + 34, y + ARROW / 2 + 4],
    });
    y += ARROW;
  };
  for (const between of door.between) {
    if (y > 0) y += GAP;
    const trusting = trustingOf(door, between);
    if (trusting.length > 0) put(oneBox(trusting.map(({ shape, brief }) => ({ shape, rows: brief, brief }))));
    if (trusting.length > 0) point('trusts');
    put(between.box);
    const signed = signedOf(door, between);
    if (signed.length > 0) point('signs');
    if (signed.length > 0) put(oneBox(signed));
  }
  return { width: WIDTH, height: y, boxes, arrows };
}

function trustingOf({ callers, listener }: Door, { trustedByCallers, trustedByListener }: Between): Box[] {
  return [...(trustedByListener ? [listener] : []), ...trustedByCallers.map((index) => callers[index])];
}

function signedOf({ callers, listener }: Door, { signsCallers, signsListener }: Between): Box[] {
  return [...(signsCallers === undefined ? [] : [callers[signsCallers]]), ...(signsListener ? [listener] : [])];
}

/** What is on the same side of an arrow, in one box. */
function oneBox(boxes: readonly Box[]): Box {
  const rows: Row[] = boxes.flatMap((box) => box.rows);
  return { shape: boxes[0].shape, rows, brief: rows };
}
