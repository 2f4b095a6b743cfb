import * as fc from 'fast-check';
import { storedChoices, writtenWithStore } from '../../gen/random/stored';
import { reducedTo } from '../../support/reduced-to';
import { judge } from './judge';

const PROGRAMS = reducedTo(1, 30);
jest.setTimeout(60_000 * reducedTo(1, 10));

test('so it is by the certificates of a store that the command line makes', async () => {
  await fc.assert(
    fc.asyncProperty(storedChoices, async (choice) => {
      const { objects, facts, refused, crashed } = await writtenWithStore(choice);
      expect({ refused, crashed }).toEqual({ refused: [], crashed: '' });
      expect(facts && judge(objects, facts)).toEqual([]);
    }),
    { numRuns: PROGRAMS, endOnFailure: true }, // each makes a store: a smaller one is looked for too long,
  );
});
