import { CompiledExamples, settings } from '../../test/support/determinism';

const RUNS = 50;

const compiled = new CompiledExamples();
afterAll(() => compiled.remove());

describe('the examples', () => {
  test(`F06 write the same bytes in ${RUNS} runs under three time zones and three locales`, async () => {
    const outcomes = await compiled.run(['quickstart', 'reference'], settings(RUNS));
    const [{ digest }] = outcomes;
    expect(outcomes).toEqual(settings(RUNS).map((setting) => ({ setting, digest })));
  }, 300_000);
});
