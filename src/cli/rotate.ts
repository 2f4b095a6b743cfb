import { CertificateStore } from '../certificate-store/certificate-store';
import { effects } from '../core/effects';
import { refuse } from '../core/errors';
import { isBehind } from '../pki/judge-store';
import { generationOf, retiredCertificates } from '../pki/retired-certificates';
import { generationId } from '../pki/rotation-phases';
import type { StorePlan } from '../pki/store-plan';
import { type ChangeOptions, changeStore } from './change';
import { type Decision, decide, isUpToDate, type Request } from './decide';
import { planOf } from './program-plan';
import { RecordFiles } from './record-files';
import { reportOf } from './report-decisions';
import { type Rotated, renderRotated, reportSteps } from './report-rotation';
import { requireRolledOut } from './rolled-out';
import { droppedBy, type RotationStep, requireSafe, stepsOf } from './rotation-steps';
import { judgeNow, passphraseOf } from './stores';
import { EXIT, type Terminal } from './terminal';
import { type ObjectsOptions, objectsOf } from './where-objects-lie';

/** Options of `rotate`. */
export interface RotateOptions extends ChangeOptions, ObjectsOptions {
  readonly rolledOut?: boolean;
}

/** What a phase needs: its authorities, and every leaf signed by the one that signs. */
const COMPLETE: Request = { makeAuthorities: true, issue: true, renew: [], newKey: false };

/**
 * Goes one step on in each rotation whose next phase the program declares. The order of effects: **what the phase needs is
 * made, then what it retires is removed, then it is recorded.** Each is done as a whole or not at all, and none again where
 * it has been done, so whatever ends a run, the next one goes on.
 */
export async function rotate(options: RotateOptions, terminal: Terminal): Promise<number> {
  const { stores, rotations } = planOf(options);
  const records = new RecordFiles(rotations);
  for (const rotation of rotations) requireSafe(rotation, records.recordOf(rotation));
  const steps = rotations.flatMap((rotation) => stepsOf(rotation, records.recordOf(rotation)));
  if (steps.length === 0) refuseNothing();
  const { dryRun = false, rolledOut = false } = options;
  const say = (rotated: Rotated, code: number): number => {
    terminal.out(options.json ? `${JSON.stringify(rotated, undefined, 2)}\n` : renderRotated(rotated));
    return code;
  };

  const taken = steps.filter(({ isNew }) => isNew);
  if (taken.length > 0 && !rolledOut && !dryRun) {
    return say({ steps: reportSteps(steps, 'waiting'), certificates: [], removed: [], records: [] }, EXIT.behind);
  }
  const objects = objectsOf(options);
  if (objects !== undefined) requireRolledOut(taken, stores, objects);

  const passphrase = passphraseOf(options);
  const decided: Array<{ readonly plan: StorePlan; readonly decisions: readonly Decision[] }> = [];
  for (const plan of stores.filter(({ path }) => taken.some(({ pki }) => pki === path))) {
    const decisions = dryRun
      ? decide(judgeNow(plan), COMPLETE)
      : await changeStore(plan, COMPLETE, passphrase, terminal);
    decided.push({ plan, decisions });
  }
  const certificates = decided.flatMap(({ plan, decisions }) => reportOf(plan.folder, decisions));
  const complete = dryRun || decided.every(({ decisions }) => !decisions.some(({ judged }) => isBehind(judged)));
  if (!complete) {
    return say({ steps: reportSteps(steps, 'waiting'), certificates, removed: [], records: [] }, EXIT.behind);
  }

  const removed: Rotated['removed'][number][] = [];
  for (const plan of stores) {
    const ids = dryRun ? retiredNow(plan, taken) : await removeRetired(plan, taken);
    removed.push(...ids.map((id) => ({ store: plan.folder, id })));
  }
  const written = dryRun ? [] : await records.write(effects.now());
  const rotated = { steps: reportSteps(steps, dryRun ? 'planned' : 'made'), certificates, removed, records: written };
  const idle = taken.length === 0 && removed.length === 0 && decided.every(({ decisions }) => isUpToDate(decisions));
  const attended = decided.every(({ decisions }) => decisions.every(({ action }) => action !== 'attend'));
  return say(rotated, (dryRun ? idle : attended) ? EXIT.done : EXIT.behind);
}

/** What is left of former generations in a store that holds all of the present one. */
function retiredNow(plan: StorePlan, taken: readonly RotationStep[]): string[] {
  const stored = new CertificateStore(plan.folder).readCertificates();
  return retiredCertificates(plan, stored, dropsOf(plan, taken));
}

async function removeRetired(plan: StorePlan, taken: readonly RotationStep[]): Promise<string[]> {
  if (judgeNow(plan).some(isBehind) || retiredNow(plan, taken).length === 0) return [];
  return new CertificateStore(plan.folder).change(async (session) => {
    const ids = retiredCertificates(plan, session.certificates, dropsOf(plan, taken));
    await session.remove(ids);
    return ids;
  });
}

/** Whether an authority in a store drops a generation in one of these steps. */
function dropsOf({ path }: StorePlan, taken: readonly RotationStep[]) {
  return (firstName: string, generation: number): boolean =>
    taken.some(
      (step) =>
        step.pki === path &&
        droppedBy(step).includes(generationId(generation)) &&
        step.authority.stored?.some((id) => generationOf(id).firstName === firstName),
    );
}

function refuseNothing(): never {
  refuse('NO_PLAN', {
    option: 'MtlsPki',
    expected: 'a program with an MtlsPki',
    fix: 'The program declares none, so there is nothing to rotate.',
  });
}
