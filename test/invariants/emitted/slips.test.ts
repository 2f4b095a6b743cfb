import * as fc from 'fast-check';
import { choices } from '../../gen/random/choices';
import { SLIPS } from '../../gen/random/slips';
import { written } from '../../gen/random/written';
import { reducedTo } from '../../support/reduced-to';

const PROGRAMS = reducedTo(1, 25);

test.each(SLIPS)('%s is refused with %s in whatever program, which is not written', (_, code, commit) => {
  fc.assert(
    fc.property(choices, (choice) => {
      expect(written(choice, commit)).toEqual({ objects: [], refused: [code], crashed: '' });
    }),
    { numRuns: PROGRAMS },
  );
});
