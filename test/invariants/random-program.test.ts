import { join } from 'node:path';
import * as fc from 'fast-check';
import { Severity } from '../../src/core/problem';
import { MtlsPki } from '../../src/pki/mtls-pki';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';
import { choices } from '../gen/random/choices';
import { RandomProgram } from '../gen/random/program';
import { LocalFolder, writePlan } from '../support/local-program';
import { reducedTo } from '../support/reduced-to';
import { edgeCertificates } from './edge-certificates';
import { edgeChains } from './edge-chains';
import { edgeDates } from './edge-dates';
import { edgeFiles } from './edge-files';
import { edgeNames } from './edge-names';
import { edgePaths } from './edge-paths';
import { edgePurposes } from './edge-purposes';
import { edgeTrust } from './edge-trust';
import { edgeUsages } from './edge-usages';
import type { Invariant } from './invariant';
import { podMounts } from './pod-mounts';
import { onePurposePerListener } from './trust';

/** Each has a test of its own in which a model that was broken by hand breaks it. */
const INVARIANTS: Readonly<Record<string, Invariant>> = {
  edgeCertificates,
  edgeTrust,
  onePurposePerListener,
  edgePurposes,
  edgeChains,
  edgeUsages,
  edgeNames,
  edgeDates,
  edgePaths,
  edgeFiles,
  podMounts,
};

const PROGRAMS = reducedTo(12, 1000);

function brokenIn(auth: TemporalAuthStack): object[] {
  const model = auth._toModel();
  return Object.entries(INVARIANTS).flatMap(([id, check]) => check(model).map((slip) => ({ id, ...slip })));
}

/** What a valid program is refused for all the same. */
function errorsOf(auth: TemporalAuthStack): string[] {
  return auth
    .findings()
    .filter(({ severity, acknowledged }) => severity === Severity.ERROR && acknowledged === undefined)
    .map(({ message }) => message);
}

test('P22 A13 A18 A19 whatever program is valid, each caller and listener shows and verifies what it should', () => {
  fc.assert(
    fc.property(choices, (choice) => {
      for (const { auth } of new RandomProgram(choice).servers) {
        expect(errorsOf(auth)).toEqual([]);
        expect(brokenIn(auth)).toEqual([]);
      }
    }),
    { numRuns: PROGRAMS },
  );
});

test('so it is where the authorities lie in a certificate store', async () => {
  const folder = new LocalFolder();
  const { local } = folder;
  const declared = () => {
    const program = new Program();
    const pki = new MtlsPki(program.chart, 'Pki', {
      internode: local,
      frontend: local,
      clients: local,
      database: local,
    });
    pki.addPersonCertificate('ann');
    const auth = program.stack({
      roles: program.roles(),
      pki,
      database: program.database({ clientCertificate: true }),
    });
    auth.addService('near', { temporalNamespace: 'payments' });
    auth.addService('far', { temporalNamespace: 'payments', scope: program.elsewhere });
    return { program, auth };
  };
  const plan = join(folder.folder, 'plan.json');
  writePlan(plan, () => declared().program.app.synth());
  expect(await folder.pki(plan, 'init')).toMatchObject({ code: 0 });
  const { auth } = declared();
  expect(errorsOf(auth)).toEqual([]);
  expect(brokenIn(auth)).toEqual([]);
});
