import type { Construct } from 'constructs';
import { formatRefusal, type Refusal } from '../../core/errors';
import { isPlanning } from '../../core/planning';
import { DECLARED_PKIS } from '../registry/declared-pkis';
import { type StorePlan, storePlansOf } from '../store/store-plan';

/** What an App's PKIs want of each other's certificate stores. Findings: `SHARED_STORE`. */
export function sharedStores(app: Construct): string[] {
  if (isPlanning()) return []; // whoever makes the plan refuses it
  const plans = DECLARED_PKIS.of(app).flatMap(({ pki }) => storePlansOf(pki));
  return sharedNames(plans).map((refusal) => formatRefusal('SHARED_STORE', refusal));
}

/** Certificates of two PKIs under one name in one store: each would take the place of the other. */
export function sharedNames(stores: readonly StorePlan[]): Refusal[] {
  const owners = new Map<string, string>();
  const problems: Refusal[] = [];
  for (const { folder, path, certificates } of stores) {
    for (const { id } of certificates) {
      const owner = owners.get(`${folder}\0${id}`);
      if (owner === undefined) {
        owners.set(`${folder}\0${id}`, path);
        continue;
      }
      problems.push({
        option: `${folder}: ${id}`,
        path,
        expected: `a store of its own, or another namePrefix, since ${owner} keeps a certificate of this name there`,
        fix: 'Give each MtlsPki a folder of its own.',
      });
    }
  }
  return problems;
}
