/** What large programs take: CPU time and memory of one process each, as ratios beside their goals. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ServicesProgram } from './programs/services';
import {
  compilePrograms,
  inTurns,
  lastLine,
  median,
  printMachine,
  printRatio,
  printSpread,
  said,
  scratch,
  usageOf,
} from './support/measure';
import type { Usage } from './support/usage';

/** Small programs differ by less than what the machine adds to a run: their medians are of more runs. */
const [ROUNDS_OF_SMALL, ROUNDS] = [21, 7];
/** A service is three objects, and the server itself is 38. */
const [A_THOUSAND, TEN_THOUSAND] = [321, 3321];

const programs = compilePrograms();
const outdir = join(scratch, 'manifests');
mkdirSync(outdir);
process.env.CDK8S_OUTDIR = outdir;

const programOf =
  (program: string, argument = '') =>
  () =>
    usageOf(join(programs, `${program}.js`), argument);

function services(count: number, options: Partial<ServicesProgram> = {}): () => Usage {
  return programOf('services', JSON.stringify({ app: 'fast', services: count, charts: 1, chained: false, ...options }));
}

/** What a program writes. */
function written(program: () => Usage): string {
  for (const file of readdirSync(outdir)) rmSync(join(outdir, file));
  program();
  return readdirSync(outdir)
    .map((file) => readFileSync(join(outdir, file), 'utf8'))
    .join('---\n');
}

/** The objects of so many services, as JSON in a file: what is compared with the library writes the same. */
function objectsOf(count: number): string {
  const manifests = written(services(count));
  const file = join(scratch, `${count}.json`);
  writeFileSync(file, JSON.stringify(manifests.split('---\n').map((document) => parse(document))));
  for (const contender of ['plain', 'bare']) {
    if (written(programOf(contender, file)) !== manifests) throw new Error(`${contender} writes something else`);
  }
  return file;
}

const [small, large] = [objectsOf(A_THOUSAND), objectsOf(TEN_THOUSAND)];
const synthesis = (app: string) => () => ({
  cpuSeconds: lastLine<number>(said(process.execPath, join(programs, 'bare.js'), large, app)),
  peakMegabytes: 0,
});

printMachine();
const taken = {
  ...inTurns(
    {
      '1,000 plain objects through YAML': programOf('plain', small),
      '1,000 bare ApiObjects': programOf('bare', small),
      '1,000 objects by cdk8s-plus-27': programOf('cdk8s-plus', small),
      '1,000 objects': services(A_THOUSAND),
      "1,000 objects under cdk8s's App": services(A_THOUSAND, { app: 'cdk8s' }),
      '1,000 objects in 12 charts': services(A_THOUSAND, { charts: 12 }),
      '1,000 objects in 12 chained charts': services(A_THOUSAND, { charts: 12, chained: true }),
    },
    ROUNDS_OF_SMALL,
  ),
  ...inTurns(
    {
      '10,000 plain objects through YAML': programOf('plain', large),
      '10,000 bare ApiObjects': programOf('bare', large),
      '10,000 objects': services(TEN_THOUSAND),
      "10,000 objects under cdk8s's App": services(TEN_THOUSAND, { app: 'cdk8s' }),
      'synthesis of 10,000 bare ApiObjects': synthesis('cdk8s'),
      'synthesis of 10,000 bare ApiObjects by FastApp': synthesis('fast'),
      '5,000 services': services(5000),
      '1,000 roles, 1,000 users': programOf('roles', '1000'),
      '1,000 roles, 10,000 users': programOf('roles', '10000'),
    },
    ROUNDS,
  ),
};
type Program = keyof typeof taken;

function ratio(program: Program, to: Program, goal?: number, measure: keyof Usage = 'cpuSeconds', scale = 1): void {
  const of = (name: Program) => median(taken[name].map((usage) => usage[measure]));
  const what = measure === 'cpuSeconds' ? program : `memory of ${program}`;
  const each = scale === 1 ? '' : ', each of them';
  printRatio(`${what}, to ${to}${each}`, (of(program) / of(to)) * scale, goal);
}

ratio('1,000 objects', '1,000 plain objects through YAML', 2);
ratio('1,000 objects', '1,000 bare ApiObjects');
ratio('1,000 objects', '1,000 objects by cdk8s-plus-27', 0.75);
ratio('10,000 objects', '10,000 plain objects through YAML', 3);
ratio('10,000 objects', '10,000 bare ApiObjects');
ratio('10,000 objects', '10,000 plain objects through YAML', 2, 'peakMegabytes');
ratio('10,000 objects', '1,000 objects', 1.3, 'cpuSeconds', A_THOUSAND / TEN_THOUSAND);
ratio('5,000 services', '10,000 objects', 1.3, 'cpuSeconds', TEN_THOUSAND / 5000);
ratio('1,000 roles, 10,000 users', '1,000 roles, 1,000 users', 1.3, 'cpuSeconds', 1 / 10);
ratio('1,000 objects in 12 chained charts', '1,000 objects in 12 charts', 1.5);
ratio('synthesis of 10,000 bare ApiObjects by FastApp', 'synthesis of 10,000 bare ApiObjects', 0.4);
ratio("1,000 objects under cdk8s's App", '1,000 plain objects through YAML');
ratio("10,000 objects under cdk8s's App", '10,000 plain objects through YAML');
ratio("10,000 objects under cdk8s's App", '10,000 plain objects through YAML', 2, 'peakMegabytes');
for (const [program, usages] of Object.entries(taken)) {
  printSpread(
    program,
    usages.map(({ cpuSeconds }) => cpuSeconds),
  );
}
