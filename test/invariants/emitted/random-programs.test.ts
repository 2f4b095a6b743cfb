import * as fc from 'fast-check';
import { choices } from '../../gen/random/choices';
import { FEATURES, featuresOf } from '../../gen/random/features';
import { written } from '../../gen/random/written';
import { reducedTo } from '../../support/reduced-to';
import { judge } from './judge';

const PROGRAMS = reducedTo(6, 600);
/** How often a campaign has each feature at least. */
const SEVERAL = 5;

test('every valid program is accepted, and what is written of it is closed by reading it alone', () => {
  const counts = new Map<string, number>();
  fc.assert(
    fc.property(choices, (choice) => {
      const { objects, facts, refused, crashed } = written(choice);
      expect({ refused, crashed }).toEqual({ refused: [], crashed: '' });
      expect(facts && judge(objects, facts)).toEqual([]);
      for (const feature of featuresOf(choice)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }),
    { numRuns: PROGRAMS },
  );
  const seldom = FEATURES.filter((feature) => (counts.get(feature) ?? 0) < reducedTo(0, SEVERAL));
  expect(seldom).toEqual([]);
});
