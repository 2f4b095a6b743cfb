/** What a program with roles alone loads. */
import { join } from 'node:path';
import type { Imports } from './programs/imports';
import { compilePrograms, inTurns, lastLine, median, printCount, said, scratch } from './support/measure';

const ROUNDS = 21;
/** What other programs need, and this one does not. cdk8s has a copy of yaml of its own. */
const UNUSED = ['node-forge', 'cdk8s-plus-27', 'yaml', '@peculiar', 'asn1js', 'commander'];

process.env.CDK8S_OUTDIR = join(scratch, 'manifests');
const program = join(compilePrograms(), 'imports.js');
const { runs } = inTurns({ runs: () => lastLine<Imports>(said(process.execPath, program)) }, ROUNDS);
for (const name of UNUSED) {
  const loaded = runs[0].modules.filter((module) => module.startsWith(`node_modules/${name}/`));
  printCount(`modules of ${name} that a program with roles alone loads`, loaded.length);
}
const own = runs[0].modules.filter((module) => module.startsWith('node_modules/cdk8s-temporal-auth/'));
console.log(`modules of the library that it loads: ${own.length}`);
const milliseconds = median(runs.map((run) => run.milliseconds));
printCount('milliseconds that importing the library takes over cdk8s', Math.round(milliseconds), 15);
