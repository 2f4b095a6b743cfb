import type { Between, Box, Door } from './door';
import type { Arrow, Picture, PlacedBox } from './picture';
import { placeRows } from './texts';

const WIDTH = 1080;
const CALLERS = { x: 0, width: 300 };
const BETWEEN = { x: 390, width: 300 };
const LISTENER = { x: 780, width: 300 };
/** The lowest place between callers and authorities where a line may go down, and the gap between authorities. */
const BUS = 374;
const GAP = 26;

/** A row: an authority, beside the callers that it signs for where there are several groups of them. */
interface Lane {
  readonly between?: Between;
  readonly callers?: number;
  readonly height: number;
  readonly y: number;
}

/** Callers on the left, authorities in the middle, the listener on the right. */
export function placeWide(door: Door): Picture {
  const several = door.callers.length > 1;
  const lanes = lanesOf(door, several);
  const ends = [door.listener, ...(several ? [] : door.callers)];
  const widths = [LISTENER.width, CALLERS.width];
  const least = Math.max(...ends.map((box, index) => placeRows(box.rows, widths[index]).height));
  const height = Math.max(least, lanes[lanes.length - 1].y + lanes[lanes.length - 1].height);
  const spread = several ? lanes : spreadOver(lanes, height);
  const boxes = [
    ...(several
      ? spread.flatMap(({ callers, y, height }) =>
          callers === undefined ? [] : [placed(door.callers[callers], CALLERS, y, height)],
        )
      : door.callers.map((box) => placed(box, CALLERS, 0, height))),
    ...spread.flatMap(({ between, y, height }) => (between ? [placedInLane(between.box, y, height)] : [])),
    placed(door.listener, LISTENER, 0, height),
  ];
  return { width: WIDTH, height, boxes, arrows: spread.flatMap((lane) => arrowsOf(lane, spread, several)) };
}

function lanesOf({ callers, between }: Door, several: boolean): Lane[] {
  const heightOf = (box: Box | undefined, width: number) => (box ? placeRows(box.rows, width).height : 0);
  type Unplaced = Omit<Lane, 'y' | 'height'>;
  const rows = between.map(
    (one): Unplaced => ({
      between: one,
      ...(several && one.signsCallers !== undefined && { callers: one.signsCallers }),
    }),
  );
  const signed = new Set(between.map(({ signsCallers }) => signsCallers));
  const unsigned: Unplaced[] = several
    ? callers.flatMap((_, index) => (signed.has(index) ? [] : [{ callers: index }]))
    : [];
  let y = 0;
  return [...unsigned, ...rows].map((row) => {
    const own = row.callers === undefined ? undefined : callers[row.callers];
    const height = Math.max(heightOf(row.between?.box, BETWEEN.width), heightOf(own, CALLERS.width));
    const lane = { ...row, height, y };
    y += height + GAP;
    return lane;
  });
}

/** Shares the height that an end needs among the authorities. */
function spreadOver(lanes: readonly Lane[], height: number): Lane[] {
  const needed = lanes.reduce((sum, lane) => sum + lane.height, 0) + GAP * (lanes.length - 1);
  const more = (height - needed) / (lanes.length + 1);
  return lanes.map((lane, index) => ({ ...lane, y: Math.round(lane.y + more * (index + 1)) }));
}

function arrowsOf(lane: Lane, lanes: readonly Lane[], several: boolean): Arrow[] {
  const { between, y, height } = lane;
  if (between === undefined) return [];
  const { signsCallers, trustedByCallers, signsListener, trustedByListener } = between;
  const at = (first: boolean, both: boolean) => y + (height * (both ? (first ? 1 : 2) : 1.5)) / 3;
  const left = { start: CALLERS.x + CALLERS.width, end: BETWEEN.x };
  const right = { start: BETWEEN.x + BETWEEN.width, end: LISTENER.x };
  const bothLeft = signsCallers !== undefined && trustedByCallers.length > 0;
  const bothRight = signsListener && trustedByListener;
  const trustLine = at(false, bothLeft);
  return [
    // Where lines go down between the columns, the word stands beside them.
    ...(signsCallers === undefined
      ? []
      : [straight('signs', left.end, left.start, at(true, bothLeft), several ? BUS - 38 : undefined)]),
    ...(several
      ? byBus(
          lanes.filter(({ callers }) => callers !== undefined && trustedByCallers.includes(callers)),
          trustLine,
        )
      : trustedByCallers.map(() => straight('trusts', left.start, left.end, trustLine))),
    ...(trustedByListener ? [straight('trusts', right.end, right.start, at(false, bothRight))] : []),
    ...(signsListener ? [straight('signs', right.start, right.end, at(true, bothRight))] : []),
  ];
}

function straight(means: Arrow['means'], from: number, to: number, y: number, word = (from + to) / 2): Arrow {
  return {
    means,
    points: [
      [from, y],
      [to, y],
    ],
    word: [word, y - 7],
  };
}

/** Groups of callers that trust one authority: a line from each to that of the highest, which alone goes down and has a head. */
function byBus(lanes: readonly Lane[], y: number): Arrow[] {
  const start = CALLERS.x + CALLERS.width;
  return lanes.map(({ y: top, height }, index) => {
    const from = top + height - 22;
    if (index > 0)
      return {
        means: 'trusts',
        points: [
          [start, from],
          [BUS, from],
        ],
        joins: true,
      };
    return {
      means: 'trusts',
      points: [
        [start, from],
        [BUS, from],
        [BUS, y],
        [BETWEEN.x, y],
      ],
      word: [start + 34, from - 7],
    };
  });
}

/** An authority has the height of its texts, in the middle of its lane. */
function placedInLane(box: Box, y: number, height: number): PlacedBox {
  const own = placeRows(box.rows, BETWEEN.width).height;
  return placed(box, BETWEEN, y + (height - own) / 2, own);
}

function placed(
  { shape, rows }: Box,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
  height: number,
): PlacedBox {
  const texts = placeRows(rows, width).texts.map((text) => ({ ...text, x: text.x + x, y: text.y + y }));
  return { shape, x, y, width, height, texts };
}
