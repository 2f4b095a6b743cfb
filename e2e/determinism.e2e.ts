import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileExamples } from './harness/compiled-examples';
import { testFolder } from './harness/test-folder';

const RUNS = 50;
const AT_ONCE = 2;
const TIME_ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns'];
const LOCALES = ['C', 'tr_TR.UTF-8', 'sv_SE.UTF-8'];
const EXAMPLES = ['quickstart', 'reference'];

const run = promisify(execFile);

describe('F06: a program synthesizes the same bytes', () => {
  let folder: string;

  beforeAll(() => {
    folder = compileExamples(testFolder('determinism'), EXAMPLES);
  });

  test.each(EXAMPLES)(
    `in ${RUNS} runs of the %s, under three time zones and three locales`,
    async (example) => {
      const digests = new Set<string>();
      const runs = Array.from({ length: RUNS }, (_, index) => index);
      const next = async (): Promise<void> => {
        for (let index = runs.shift(); index !== undefined; index = runs.shift()) {
          digests.add(await digestOfRun(folder, example, index));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
      expect(digests.size).toBe(1);
    },
    240_000,
  );
});

/** A digest of every file that one run writes, names included. */
async function digestOfRun(folder: string, example: string, index: number): Promise<string> {
  const outdir = join(folder, `${example}-${index}`);
  const TZ = TIME_ZONES[index % TIME_ZONES.length];
  const LC_ALL = LOCALES[Math.floor(index / TIME_ZONES.length) % LOCALES.length];
  const env = { PATH: process.env.PATH, TZ, LC_ALL, LANG: LC_ALL, CDK8S_OUTDIR: outdir };
  await run(process.execPath, [join(folder, example, 'main.js')], { cwd: folder, env });
  const hash = createHash('sha256');
  const files = readdirSync(outdir).sort();
  expect(files).not.toEqual([]);
  for (const file of files) {
    hash.update(`${file}\n`).update(readFileSync(join(outdir, file)));
  }
  return hash.digest('hex');
}
