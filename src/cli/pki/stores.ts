import { CertificateStore } from '../../certificate-store/certificate-store';
import { effects } from '../../core/effects';
import { refuse } from '../../core/errors';
import { type ComparedCertificate, compareStore } from '../../pki/store/compare-store';
import type { StorePlan } from '../../pki/store/store-plan';
import type { Plan } from '../../plan/plan';
import { Passphrase } from '../../x509/keys/passphrase';
import { type PlanSource, planOf } from './flags';
import { RecordFiles } from './rotation/record-files';
import { requireRecorded } from './rotation/rotation-steps';

/** The environment variable that holds the passphrase of the private keys. */
export const PASSPHRASE_VARIABLE = 'TEMPORAL_AUTH_PASSPHRASE';

/** Options of every command. */
export interface CommonOptions extends PlanSource {
  readonly json?: boolean;
  readonly passphraseFile?: string;
}

/** What the program asks of each of its stores. Throws `NO_PLAN` where it has none. */
export function storePlans(options: CommonOptions): readonly StorePlan[] {
  return storesOf(planOf(options));
}

/** Throws `NO_PLAN`. */
export function storesOf({ stores }: Plan): readonly StorePlan[] {
  if (stores.length > 0) return stores;
  const what = 'an authority that is CertificateAuthority.local(…)';
  return refuseNone(what, 'there is no certificate store to look after. "verify" takes --kubectl or --directory');
}

/** Throws `NO_PLAN`. */
export function refuseNone(expected: string, consequence: string): never {
  refuse('NO_PLAN', { option: 'MtlsPki', expected, fix: `The program declares none, so ${consequence}.` });
}

/** The same for whoever changes or hands out certificates: only of a phase that is recorded. Throws `UNRECORDED_ROTATION`, `UNSAFE_ROTATION`. */
export function recordedStorePlans(options: CommonOptions): readonly StorePlan[] {
  return storesOf(recordedPlan(options));
}

/** All that a program declares, of a phase that is recorded. Throws `UNRECORDED_ROTATION`, `UNSAFE_ROTATION`. */
export function recordedPlan(options: CommonOptions): Plan {
  const plan = planOf(options);
  const records = new RecordFiles(plan.rotations);
  for (const rotation of plan.rotations) requireRecorded(rotation, records.recordOf(rotation));
  return plan;
}

/** What a store holds at this moment of what is planned. */
export function compareNow(plan: StorePlan): ComparedCertificate[] {
  return compareStore(plan, new CertificateStore(plan.folder).readCertificates(), effects.now());
}

/** The passphrase of the private keys; undefined where they are not encrypted. */
export function passphraseOf({ passphraseFile }: CommonOptions): Passphrase | undefined {
  return passphraseFile === undefined
    ? Passphrase.fromEnvironment(PASSPHRASE_VARIABLE)
    : Passphrase.fromFile(passphraseFile);
}
