import * as fc from 'fast-check';
import type { RotationState } from '../../../src/pki/model/rotation';
import { isSafeStep, isSameState } from '../../../src/pki/rotation/law';
import { continuationOf, declarationOf, nextOnTheWay } from '../../../src/pki/rotation/phases';

const state = (signer: string, ...others: string[]): RotationState => ({ signer, trusted: [signer, ...others] });

/** Phases of generations, as `AuthorityGeneration` names them, with the number of each on the way. */
const WAY: ReadonlyArray<[string, RotationState]> = [
  ['only(1)', state('g1')],
  ['introduce(2)', state('g1', 'g2')],
  ['signWith(2)', state('g2', 'g1')],
  ['only(2)', state('g2')],
  ['introduce(3)', state('g2', 'g3')],
  ['signWith(3)', state('g3', 'g2')],
  ['only(3)', state('g3')],
];
const places = fc.integer({ min: 0, max: WAY.length - 1 });

describe('a phase of a generation', () => {
  test.each(WAY)('is told as the program says it: %s', (phase, of) => {
    expect(declarationOf(of)).toBe(`generation: AuthorityGeneration.${phase}`);
  });

  test.each(WAY.slice(1).map(([phase], index) => [WAY[index][0], phase]))('of %s goes on with %s', (before, after) => {
    const at = WAY.find(([phase]) => phase === before)?.[1] as RotationState;
    expect(continuationOf(at)).toBe(`generation: AuthorityGeneration.${after}`);
  });

  test('P32 that is not safe to reach is reached phase by phase, each of them safe, both ways', () => {
    fc.assert(
      fc.property(places, places, (from, to) => {
        let at = WAY[from][1];
        for (let steps = 0; !isSameState(at, WAY[to][1]); steps++) {
          const next = nextOnTheWay(at, WAY[to][1]);
          expect(WAY.map(([, known]) => known)).toContainEqual(expect.objectContaining({ signer: next.signer }));
          expect(isSafeStep(at, next)).toBe(true);
          expect(declarationOf(next)).toContain('AuthorityGeneration.');
          expect(steps).toBeLessThan(WAY.length);
          at = next;
        }
      }),
    );
  });

  test.each([
    ['only(1)', 'only(2)', 'introduce(2)'],
    ['only(1)', 'signWith(3)', 'introduce(2)'],
    ['introduce(2)', 'only(2)', 'signWith(2)'],
    ['introduce(2)', 'introduce(3)', 'signWith(2)'],
    ['only(2)', 'only(1)', 'signWith(2)'],
    ['introduce(3)', 'only(3)', 'signWith(3)'],
    ['signWith(2)', 'introduce(3)', 'introduce(3)'],
  ])('from %s to %s leads over %s', (from, to, over) => {
    const of = Object.fromEntries(WAY);
    expect(declarationOf(nextOnTheWay(of[from], of[to]))).toBe(`generation: AuthorityGeneration.${over}`);
  });
});

describe('a state of certificates that the user names', () => {
  const [a, b] = ['ConfigMap a ca.crt', 'ConfigMap b ca.crt'];

  test('is told by who signs and who is trusted beside', () => {
    expect(declarationOf(state(a))).toBe('signed by "ConfigMap a ca.crt"');
    expect(declarationOf(state(a, b))).toBe('signed by "ConfigMap a ca.crt", trusting also "ConfigMap b ca.crt"');
    expect(continuationOf(state(a))).toContain('trust a second certificate');
    expect(continuationOf(state(a, b))).toContain('have another one sign');
  });

  test('is reached over one in which both are trusted', () => {
    expect(isSameState(nextOnTheWay(state(a), state(b)), state(a, b))).toBe(true);
    expect(isSameState(nextOnTheWay(state(a, b), state(b)), state(b, a))).toBe(true);
  });

  test.each([[state('g1', 'g3')], [state('g1', 'g2', 'g3')], [state('g1', 'other')], [state('g0')], [state('g01')]])(
    'is no phase of a generation where it has no such phase: %j',
    (of) => {
      expect(declarationOf(of)).toContain('signed by');
    },
  );
});
