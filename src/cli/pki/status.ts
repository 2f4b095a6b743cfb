import { nextCommand } from '../../core/next-command';
import { messageOf } from '../../core/problem';
import { rotationProblems } from '../../pki/rules/rotation';
import { EXIT, jsonText, type Terminal } from '../terminal';
import { decide, isUpToDate, NOTHING } from './decide';
import { planOf } from './flags';
import { renderCertificates, reportOf } from './report-decisions';
import { RecordFiles } from './rotation/record-files';
import { renderSteps, reportSteps } from './rotation/report-rotation';
import { retiredIn } from './rotation/retired';
import { stepsOf } from './rotation/rotation-steps';
import { type CommonOptions, compareNow, storesOf } from './stores';
import { unaskedIn, unaskedMessage } from './unasked';

/** Says how far each rotation is, what the stores hold, and what is to be done. */
export function status(options: CommonOptions, terminal: Terminal): number {
  const plan = planOf(options);
  const records = new RecordFiles(plan.rotations);
  const steps = plan.rotations.flatMap((rotation) => stepsOf(rotation, records.recordOf(rotation)));
  const rotations = reportSteps(steps, 'waiting');
  const problems = plan.rotations.flatMap((rotation) => rotationProblems(rotation, records.recordOf(rotation)));
  // Without a store there may be something to say of rotations that cert-manager carries out.
  const stores = plan.rotations.some(({ record }) => record !== undefined) ? plan.stores : storesOf(plan);
  const decided = stores.map((store) => ({
    store,
    decisions: decide(compareNow(store), { ...NOTHING, unrecorded: problems.length > 0 }),
  }));
  const certificates = decided.flatMap(({ store, decisions }) => reportOf(store.folder, decisions));
  const retired = stores.flatMap((store) => retiredIn(store, steps));
  const unasked = unaskedIn(stores, retired);
  const command = nextCommand(problems.length > 0 ? 'rotate --rolled-out' : 'rotate');
  terminal.out(
    options.json
      ? jsonText({ rotations, certificates, retired, unasked })
      : [
          renderSteps(rotations),
          ...problems.map((problem) => `${messageOf(problem)}\n`),
          ...(certificates.length > 0 ? ['\n', renderCertificates(certificates, false)] : []),
          ...retired.map(({ id }) => `${id} is of a retired authority; run ${command}\n`),
          ...unasked.map((one) => `${unaskedMessage(one)}\n`),
        ].join(''),
  );
  const done =
    retired.length === 0 &&
    unasked.length === 0 &&
    rotations.every(({ outcome }) => outcome === 'recorded') &&
    decided.every(({ decisions }) => isUpToDate(decisions));
  return done ? EXIT.done : EXIT.behind;
}
