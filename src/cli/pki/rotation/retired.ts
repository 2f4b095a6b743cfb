import { CertificateStore } from '../../../certificate-store/certificate-store';
import type { StoredCertificates } from '../../../certificate-store/model';
import { generationId } from '../../../pki/rotation/phases';
import { generationOf, retiredCertificates } from '../../../pki/store/retired-certificates';
import type { StorePlan } from '../../../pki/store/store-plan';
import { droppedBy, type RotationStep } from './rotation-steps';

/** A certificate by its name in a store. */
export interface NamedCertificate {
  readonly store: string;
  readonly id: string;
}

/** What is left of former generations in a store, and of those that a step drops now. */
export function retiredOf(plan: StorePlan, stored: StoredCertificates, steps: readonly RotationStep[]): string[] {
  const dropped = (firstName: string, generation: number) =>
    steps.some(
      (step) =>
        step.pki === plan.path &&
        droppedBy(step).includes(generationId(generation)) &&
        step.authority.stored?.some((id) => generationOf(id).firstName === firstName),
    );
  return retiredCertificates(plan, stored, dropped);
}

/** The same, of the store as it lies there. */
export function retiredIn(plan: StorePlan, steps: readonly RotationStep[]): NamedCertificate[] {
  const stored = new CertificateStore(plan.folder).readCertificates();
  return retiredOf(plan, stored, steps).map((id) => ({ store: plan.folder, id }));
}
