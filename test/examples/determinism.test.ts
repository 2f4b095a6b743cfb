import { CompiledExamples, settings } from '../support/determinism';

const RUNS = 6;
const EXAMPLES = ['quickstart', 'reference'];

const compiled = new CompiledExamples();
afterAll(() => compiled.remove());

describe('the examples', () => {
  test(`F06 write the same bytes in ${RUNS} runs under three time zones and three locales`, async () => {
    const outcomes = await compiled.run(EXAMPLES, settings(RUNS));
    const [{ digest }] = outcomes;
    expect(outcomes).toEqual(settings(RUNS).map((setting) => ({ setting, digest })));
  }, 60_000);

  test('F06 would not, were they to read the clock, the time zone or the locale', async () => {
    const writing = (text: string) =>
      `import * as fs from 'node:fs'; fs.mkdirSync(process.env.CDK8S_OUTDIR!, { recursive: true });
       fs.writeFileSync(process.env.CDK8S_OUTDIR + '/x', String(${text}));`;
    compiled.add('examples/zone/main.ts', writing('new Date(0)'));
    compiled.add('examples/locale/main.ts', writing('Intl.DateTimeFormat().resolvedOptions().locale'));
    compiled.add('examples/clock/main.ts', writing('process.hrtime.bigint()'));
    const different = async (program: string) => {
      const outcomes = await compiled.run([program], settings(3));
      return new Set(outcomes.map(({ digest }) => digest)).size;
    };
    expect(await Promise.all(['zone', 'locale', 'clock'].map(different))).toEqual([3, 3, 3]);
  }, 60_000);

  test('run under six pairs of time zone and locale, each zone and locale twice', () => {
    const pairs = settings(RUNS).map(({ TZ, LC_ALL }) => `${TZ} ${LC_ALL}`);
    expect(new Set(pairs).size).toBe(RUNS);
    for (const part of ['UTC', 'Asia/Kathmandu', 'America/St_Johns', ' C', 'tr_TR', 'de_DE']) {
      expect(pairs.filter((pair) => pair.includes(part))).toHaveLength(2);
    }
  });
});
