/** What large programs take: CPU time and memory of one process each, as ratios beside their goals. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ServicesProgram } from './programs/services';
import {
  compilePrograms,
  inTurns,
  median,
  printMachine,
  printRatio,
  printSpread,
  scratch,
  usageOf,
} from './support/measure';
import type { Usage } from './support/usage';

const ROUNDS = 7;
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
  return programOf('services', JSON.stringify({ services: count, charts: 1, chained: false, ...options }));
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
printMachine();
const taken = inTurns(
  {
    '1,000 objects, floor': programOf('plain', small),
    '1,000 objects, bare': programOf('bare', small),
    '1,000 objects, cdk8s-plus-27': programOf('cdk8s-plus', small),
    '1,000 objects': services(A_THOUSAND),
    '1,000 objects in 12 charts': services(A_THOUSAND, { charts: 12 }),
    '10,000 objects, floor': programOf('plain', large),
    '10,000 objects, bare': programOf('bare', large),
    '10,000 objects': services(TEN_THOUSAND),
    '5,000 services': services(5000),
    '1,000 roles, 1,000 users': programOf('roles', '1000'),
    '1,000 roles, 10,000 users': programOf('roles', '10000'),
  },
  ROUNDS,
);
type Program = keyof typeof taken;
const cpu = (program: Program) => median(taken[program].map(({ cpuSeconds }) => cpuSeconds));
const memory = (program: Program) => median(taken[program].map(({ peakMegabytes }) => peakMegabytes));
const growth = cpu('10,000 objects') / TEN_THOUSAND / (cpu('1,000 objects') / A_THOUSAND);

printRatio('1,000 objects, to plain objects through YAML', cpu('1,000 objects') / cpu('1,000 objects, floor'), 2);
printRatio('1,000 objects, to bare ApiObjects', cpu('1,000 objects') / cpu('1,000 objects, bare'));
printRatio('1,000 objects, to cdk8s-plus-27', cpu('1,000 objects') / cpu('1,000 objects, cdk8s-plus-27'), 0.75);
printRatio('10,000 objects, to plain objects through YAML', cpu('10,000 objects') / cpu('10,000 objects, floor'), 3);
printRatio('10,000 objects, to bare ApiObjects', cpu('10,000 objects') / cpu('10,000 objects, bare'));
printRatio('10,000 objects, memory to that floor', memory('10,000 objects') / memory('10,000 objects, floor'), 2);
printRatio('growth per service from 1,000 objects to 10,000', growth, 1.3);
printRatio(
  'growth per service from there to 5,000 services',
  cpu('5,000 services') / 5000 / (cpu('10,000 objects') / TEN_THOUSAND),
  1.3,
);
printRatio(
  'growth per user from 1,000 to 10,000, with 1,000 roles',
  cpu('1,000 roles, 10,000 users') / 10 / cpu('1,000 roles, 1,000 users'),
  1.3,
);
printRatio('1,000 objects in 12 charts, to one chart', cpu('1,000 objects in 12 charts') / cpu('1,000 objects'));
for (const program of Object.keys(taken) as Program[]) {
  printSpread(
    program,
    taken[program].map(({ cpuSeconds }) => cpuSeconds),
  );
}
