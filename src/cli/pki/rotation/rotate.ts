import { CertificateStore } from '../../../certificate-store/certificate-store';
import type { StoredCertificates } from '../../../certificate-store/model';
import { effects } from '../../../core/effects';
import { isBehind } from '../../../pki/store/compare-store';
import type { StorePlan } from '../../../pki/store/store-plan';
import { EXIT, jsonText, type Terminal } from '../../terminal';
import { type ChangeOptions, changeStore } from '../change';
import { type Decision, decide, isUpToDate, NOTHING } from '../decide';
import { planOf } from '../flags';
import { type ObjectsOptions, objectsOf } from '../object-source';
import { reportOf } from '../report-decisions';
import { compareNow, passphraseOf, refuseNone } from '../stores';
import { RecordFiles } from './record-files';
import { type Rotated, renderRotated, reportSteps } from './report-rotation';
import { retiredOf } from './retired';
import { requireRolledOut } from './rolled-out';
import { type RotationStep, requireSafe, stepsOf } from './rotation-steps';

/** Options of `rotate`. */
export interface RotateOptions extends ChangeOptions, ObjectsOptions {
  readonly rolledOut?: boolean;
}

/** What a phase needs: its authorities, and every leaf signed by the one that signs. */
const COMPLETE = { ...NOTHING, makeAuthorities: true, issue: true };

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
  if (steps.length === 0) refuseNone('a program with an MtlsPki', 'there is nothing to rotate');
  const { dryRun = false, rolledOut = false } = options;
  const say = (rotated: Rotated, code: number): number => {
    terminal.out(options.json ? jsonText(rotated) : renderRotated(rotated));
    return code;
  };

  const taken = steps.filter(({ isNew }) => isNew);
  if (taken.length > 0 && !rolledOut && !dryRun) {
    return say({ steps: reportSteps(steps, 'waiting'), certificates: [], removed: [], records: [] }, EXIT.behind);
  }
  const objects = objectsOf(options);
  if (objects !== undefined) requireRolledOut(taken, stores, objects);

  const decided = await makeAll(stores, taken, options, terminal);
  const certificates = decided.flatMap(({ plan, decisions }) => reportOf(plan.folder, decisions));
  if (
    !dryRun &&
    decided.some(({ isTaken, decisions }) => isTaken && decisions.some(({ compared }) => isBehind(compared)))
  ) {
    return say({ steps: reportSteps(steps, 'waiting'), certificates, removed: [], records: [] }, EXIT.behind);
  }
  const removed = await removeAll(stores, taken, dryRun);
  const written = dryRun ? [] : await records.write(effects.now());
  const rotated = { steps: reportSteps(steps, dryRun ? 'planned' : 'made'), certificates, removed, records: written };
  const decisions = decided.flatMap((one) => one.decisions);
  const isDone = dryRun
    ? taken.length === 0 && removed.length === 0 && isUpToDate(decisions)
    : decisions.every(({ action }) => action !== 'todo');
  return say(rotated, isDone ? EXIT.done : EXIT.behind);
}

/** What was decided for a store. */
interface Decided {
  readonly plan: StorePlan;
  /** Whether it holds what a step needs. */
  readonly isTaken: boolean;
  readonly decisions: readonly Decision[];
}

/** Makes what the steps need; a store that none of them needs is looked at. */
async function makeAll(
  stores: readonly StorePlan[],
  taken: readonly RotationStep[],
  options: RotateOptions,
  terminal: Terminal,
): Promise<Decided[]> {
  const passphrase = passphraseOf(options);
  const decided: Decided[] = [];
  for (const plan of stores) {
    const isTaken = taken.some(({ pki }) => pki === plan.path);
    const decisions =
      isTaken && !options.dryRun
        ? await changeStore(plan, COMPLETE, passphrase, terminal)
        : decide(compareNow(plan), isTaken ? COMPLETE : NOTHING);
    decided.push({ plan, isTaken, decisions });
  }
  return decided;
}

/** Removes what is left of former generations from each store that holds all of the present one. */
async function removeAll(
  stores: readonly StorePlan[],
  taken: readonly RotationStep[],
  dryRun: boolean,
): Promise<Rotated['removed']> {
  const removed: Array<Rotated['removed'][number]> = [];
  for (const plan of stores) {
    const store = new CertificateStore(plan.folder);
    const retired = (stored: StoredCertificates) => retiredOf(plan, stored, taken);
    let ids = retired(store.readCertificates());
    if (!dryRun && ids.length > 0) {
      ids = compareNow(plan).some(isBehind)
        ? []
        : await store.change(async (session) => {
            const now = retired(session.certificates);
            await session.remove(now);
            return now;
          });
    }
    removed.push(...ids.map((id) => ({ store: plan.folder, id })));
  }
  return removed;
}
