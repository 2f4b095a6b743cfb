import { drawLeaf } from '../x509/drawn-leaf';
import { seededRandom } from './campaign';

const { CAMPAIGN_SEED } = process.env;
afterEach(() => {
  if (CAMPAIGN_SEED === undefined) delete process.env.CAMPAIGN_SEED;
  else process.env.CAMPAIGN_SEED = CAMPAIGN_SEED;
});

test('a seed repeats what was drawn, and another draws something else', () => {
  const draw = (seed: string) => {
    process.env.CAMPAIGN_SEED = seed;
    const random = seededRandom('a draw');
    return JSON.stringify(Array.from({ length: 20 }, () => drawLeaf(random)));
  };
  expect(draw('7')).toBe(draw('7'));
  expect(draw('7')).not.toBe(draw('8'));
});
