import { join } from 'node:path';
import * as fc from 'fast-check';
import { AuthError } from '../../src/core/errors';
import { Severity } from '../../src/core/problem';
import { MtlsPki } from '../../src/pki/mtls-pki';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';
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
import { type Choices, choices, programOf } from './random-program';
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

const PROGRAMS = reducedTo(100, 1000);

/** What a program is refused for, or everything that is broken in it all the same. */
function judged(choice: Choices): { readonly refused: readonly string[]; readonly broken: object[] } {
  const { auth, refusal } = made(choice);
  if (auth === undefined) return { refused: [refusal], broken: [] };
  const errors = auth.findings().filter(({ severity }) => severity === Severity.ERROR);
  return {
    // A rotation without a record is stopped for its order, whatever is emitted.
    refused: errors.map(({ code }) => code).filter((code) => code !== 'UNRECORDED_ROTATION'),
    broken: brokenIn(auth),
  };
}

function brokenIn(auth: TemporalAuthStack): object[] {
  const model = auth._toModel();
  return Object.entries(INVARIANTS).flatMap(([id, check]) => check(model).map((slip) => ({ id, ...slip })));
}

function made(choice: Choices): { readonly auth?: TemporalAuthStack; readonly refusal: string } {
  try {
    return { auth: programOf(choice), refusal: '' };
  } catch (error) {
    if (error instanceof AuthError) return { refusal: error.code };
    throw error;
  }
}

test('P22 A13 A18 A19 whatever program is accepted, each caller and listener shows and verifies what it should', () => {
  let accepted = 0;
  fc.assert(
    fc.property(choices, (choice) => {
      const { refused, broken } = judged(choice);
      if (refused.length > 0) return;
      accepted += 1;
      expect(broken).toEqual([]);
    }),
    { numRuns: PROGRAMS },
  );
  expect(accepted).toBeGreaterThan(PROGRAMS / 3);
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
  expect(auth.findings().filter(({ severity }) => severity === Severity.ERROR)).toEqual([]);
  expect(brokenIn(auth)).toEqual([]);
});
