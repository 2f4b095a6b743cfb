import type { Door } from '../../../../src/cli/report/graph/door';
import { doorsOf } from '../../../../src/cli/report/graph/doors-of';
import type { Picture, PlacedBox } from '../../../../src/cli/report/graph/picture';
import { placeNarrow } from '../../../../src/cli/report/graph/place-narrow';
import { placeWide } from '../../../../src/cli/report/graph/place-wide';
import { planFor, readPlan } from '../../../../src/plan/plan';
import { completeProgram } from '../../../gen/program';
import { reportedProgram } from '../../../support/reported-program';

function doors(app: Parameters<typeof planFor>[0]): Door[] {
  const { pkis, edges } = readPlan(JSON.stringify(planFor(app)), 'plan.json');
  return pkis.flatMap((pki) =>
    doorsOf(
      pki,
      edges.filter((edge) => edge.pki === pki.path),
    ),
  );
}

const all = [...doors(reportedProgram().app), ...doors(completeProgram().app)];
const pictures: Array<[string, Picture]> = all.flatMap((door, index) => [
  [`wide, ${door.title} (${index})`, placeWide(door)],
  [`narrow, ${door.title} (${index})`, placeNarrow(door)],
]);

const overlap = (a: PlacedBox, b: PlacedBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a point lies within a box, its edge excluded. */
const isWithin = ({ x, y, width, height }: PlacedBox, [px, py]: readonly [number, number]) =>
  px > x && px < x + width && py > y && py < y + height;

describe('the drawing of a door', () => {
  test.each(pictures)('has no box over another, and all within it: %s', (_name, { width, height, boxes }) => {
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height + 0.01).toBe(true);
    }
  });

  test.each(pictures)('has the texts of each box within it, a line each: %s', (_name, { boxes }) => {
    for (const { x, y, width, height, texts } of boxes) {
      expect(texts.every((text) => text.x >= x && text.x <= x + width && text.y > y && text.y < y + height)).toBe(true);
      const starts = texts.filter(({ atEnd }) => !atEnd).map((text) => text.y);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
    }
  });

  test.each(pictures)('has arrows from box to box, through none: %s', (_name, { boxes, arrows }) => {
    expect(arrows.length).toBeGreaterThan(1);
    for (const { points } of arrows) {
      for (const [index, [x, y]] of points.slice(1).entries()) {
        const [fromX, fromY] = points[index];
        const between = Array.from({ length: 99 }, (_, part): [number, number] => [
          fromX + ((x - fromX) * (part + 1)) / 100,
          fromY + ((y - fromY) * (part + 1)) / 100,
        ]);
        expect(between.filter((point) => boxes.some((box) => isWithin(box, point)))).toEqual([]);
      }
    }
  });
});
