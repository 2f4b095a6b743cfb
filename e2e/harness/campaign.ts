import { randomInt } from 'node:crypto';

/**
 * Numbers from 0 to 1 that look random and come again with the seed, which is printed: CAMPAIGN_SEED=<seed> repeats a run.
 * Source of the generator: mulberry32, Tommy Ettinger.
 */
export function seededRandom(name: string): () => number {
  const seed = Number(process.env.CAMPAIGN_SEED ?? randomInt(2 ** 31));
  report(name, `CAMPAIGN_SEED=${seed}`);
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One line of figures, past jest, which would put a stack trace beneath it. */
export function report(name: string, figures: string): void {
  process.stderr.write(`${name}: ${figures}\n`);
}
