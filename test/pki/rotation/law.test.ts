import * as fc from 'fast-check';
import type { RotationState } from '../../../src/pki/model/rotation';
import { firstSafeStep, isSafeStep, isSameState, swappedRoots } from '../../../src/pki/rotation/law';

const only = (n: number): RotationState => ({ signer: `g${n}`, trusted: [`g${n}`] });
const introduce = (n: number): RotationState => ({ signer: `g${n - 1}`, trusted: [`g${n - 1}`, `g${n}`] });
const signWith = (n: number): RotationState => ({ signer: `g${n}`, trusted: [`g${n - 1}`, `g${n}`] });

/** The way of two rotations, a phase each. */
const WAY = [only(1), introduce(2), signWith(2), only(2), introduce(3), signWith(3), only(3)];
const indexes = WAY.map((_, index) => index);

/** States whose verifiers trust their own signer, of few authorities so that they often meet. */
const states = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 3 }),
  )
  .map(([signer, others]): RotationState => ({ signer, trusted: [...new Set([signer, ...others])] }));

/** Whether all pods verify each other while some have one state and some the other, and each may have a renewed certificate. */
function allVerifyEachOther(one: RotationState, other: RotationState): boolean {
  const pods = [one, other].flatMap(({ trusted }) => [one, other].map(({ signer }) => ({ trusted, presents: signer })));
  return pods.every(({ trusted }) => pods.every(({ presents }) => trusted.includes(presents)));
}

describe('a step of a rotation', () => {
  test('P32 is safe exactly if pods before and after it verify each other, in all combinations', () => {
    fc.assert(
      fc.property(states, states, (from, to) => {
        expect(isSafeStep(from, to)).toBe(allVerifyEachOther(from, to));
      }),
    );
  });

  test('is as safe back as forth', () => {
    fc.assert(fc.property(states, states, (from, to) => isSafeStep(from, to) === isSafeStep(to, from)));
  });

  test.each(indexes.slice(1))('P32 from a phase to the next one is safe, both ways (%i)', (index) => {
    expect(isSafeStep(WAY[index - 1], WAY[index])).toBe(true);
    expect(isSafeStep(WAY[index], WAY[index - 1])).toBe(true);
  });

  test('P32 over a phase is not, both ways, but for dropping one authority while the next is introduced', () => {
    const skips = indexes.flatMap((from) => indexes.filter((to) => Math.abs(from - to) > 1).map((to) => [from, to]));
    const safe = skips.filter(([from, to]) => isSafeStep(WAY[from], WAY[to]));
    // Who signs stays, and is trusted before and after: no peer sees another one's certificate.
    expect(safe).toEqual([
      [2, 4],
      [4, 2],
    ]);
    expect(skips).toHaveLength(30);
  });

  test('P32 in which an authority changes the root that it is known to stand below is not, nor is the state the same', () => {
    const below = (roots: Record<string, string>): RotationState => ({ ...introduce(2), roots });
    const from = below({ g1: 'company', g2: 'next' });
    expect(isSameState(from, from)).toBe(true);
    expect(isSafeStep(from, { ...only(1), roots: { g1: 'company' } })).toBe(true);
    expect(isSameState(introduce(2), from)).toBe(true); // what was recorded before roots were
    for (const to of [below({ g1: 'company', g2: 'company' }), below({ g1: 'next', g2: 'next' }), introduce(2)]) {
      expect([isSafeStep(from, to), isSameState(from, to)]).toEqual([false, false]);
    }
    expect(swappedRoots(from, below({ g1: 'company', g2: 'company' }))).toEqual([
      { authority: 'g2', from: 'next', to: 'company' },
    ]);
  });

  test('to a state that does not trust its own signer is not', () => {
    expect(isSafeStep({ signer: 'a', trusted: ['a', 'b'] }, { signer: 'a', trusted: ['b'] })).toBe(false);
    expect(isSafeStep({ signer: 'a', trusted: ['b'] }, { signer: 'b', trusted: ['a', 'b'] })).toBe(false);
  });
});

describe('the first safe step', () => {
  test.each([
    ['introduces what is to sign', only(1), signWith(2), introduce(2)],
    ['introduces it before it alone is left', only(1), only(2), introduce(2)],
    ['has the new authority sign before the old one is dropped', introduce(2), only(2), signWith(2)],
    ['on the way back has the old authority sign first', signWith(2), only(1), introduce(2)],
    ['on the way back introduces it again', only(2), introduce(2), signWith(2)],
    ['is the step itself where that is safe', introduce(2), signWith(2), signWith(2)],
  ])('%s', (_what, from, to, expected) => {
    const step = firstSafeStep(from, to);
    expect(isSameState(step, expected)).toBe(true);
  });

  test('is safe, and leads to any state in three steps at most', () => {
    fc.assert(
      fc.property(states, states, (from, to) => {
        let [at, steps] = [from, 0];
        for (; !isSameState(at, to); steps++) {
          const next = firstSafeStep(at, to);
          expect(isSafeStep(at, next)).toBe(true);
          at = next;
        }
        expect(steps).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('two states', () => {
  test('are one where the same authority signs and the same are trusted, in any order', () => {
    expect(isSameState(signWith(2), { signer: 'g2', trusted: ['g2', 'g1', 'g2'] })).toBe(true);
    expect(isSameState(signWith(2), introduce(2))).toBe(false);
    expect(isSameState(signWith(2), only(2))).toBe(false);
    expect(isSameState(only(2), signWith(2))).toBe(false);
    expect(isSameState(introduce(2), introduce(3))).toBe(false);
  });
});
