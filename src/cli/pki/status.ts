import { CertificateStore } from '../../certificate-store/certificate-store';
import { messageOf } from '../../core/problem';
import { rotationProblems } from '../../pki/rules/rotation';
import { retiredCertificates } from '../../pki/store/retired-certificates';
import type { StorePlan } from '../../pki/store/store-plan';
import { EXIT, jsonText, type Terminal } from '../terminal';
import { decide, isUpToDate, NOTHING } from './decide';
import { planOf } from './flags';
import { RecordFiles } from './record-files';
import { renderCertificates, reportOf } from './report-decisions';
import { renderSteps, reportSteps } from './report-rotation';
import { stepsOf } from './rotation-steps';
import { type CommonOptions, compareNow, storesOf } from './stores';

/** Says how far each rotation is, what the stores hold, and what is to be done. */
export function status(options: CommonOptions, terminal: Terminal): number {
  const plan = planOf(options);
  const records = new RecordFiles(plan.rotations);
  const rotations = plan.rotations.flatMap((rotation) =>
    reportSteps(stepsOf(rotation, records.recordOf(rotation)), 'waiting'),
  );
  const problems = plan.rotations.flatMap((rotation) => rotationProblems(rotation, records.recordOf(rotation)));
  // Without a store there may be something to say of rotations that cert-manager carries out.
  const stores = plan.rotations.some(({ record }) => record !== undefined) ? plan.stores : storesOf(plan);
  const decided = stores.map((store) => ({
    store,
    decisions: decide(compareNow(store), { ...NOTHING, unrecorded: problems.length > 0 }),
  }));
  const certificates = decided.flatMap(({ store, decisions }) => reportOf(store.folder, decisions));
  const retired = stores.flatMap(retiredIn);
  terminal.out(
    options.json
      ? jsonText({ rotations, certificates, retired })
      : [
          renderSteps(rotations),
          ...problems.map((problem) => `${messageOf(problem)}\n`),
          ...(certificates.length > 0 ? ['\n', renderCertificates(certificates, false)] : []),
          ...retired.map(({ id }) => `${id} is of a retired authority; run "temporal-auth pki rotate"\n`),
        ].join(''),
  );
  const done =
    retired.length === 0 &&
    rotations.every(({ outcome }) => outcome === 'recorded') &&
    decided.every(({ decisions }) => isUpToDate(decisions));
  return done ? EXIT.done : EXIT.behind;
}

function retiredIn(plan: StorePlan): Array<{ readonly store: string; readonly id: string }> {
  const stored = new CertificateStore(plan.folder).readCertificates();
  return retiredCertificates(plan, stored, () => false).map((id) => ({ store: plan.folder, id }));
}
