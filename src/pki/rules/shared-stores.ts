import type { Construct } from 'constructs';
import { isPlanning } from '../../core/planning';
import { errorOf, type Problem } from '../../core/problem';
import { DECLARED_PKIS } from '../registry/declared-pkis';
import { type StorePlan, storePlansOf } from '../store/store-plan';

/** What an App's PKIs want of each other's certificate stores. Findings: `SHARED_STORE`. */
export function sharedStores(app: Construct): Problem[] {
  if (isPlanning()) return []; // whoever makes the plan refuses it
  const plans = DECLARED_PKIS.of(app).flatMap(({ pki }) => storePlansOf(pki));
  return sharedNames(plans);
}

/** Certificates of two PKIs under one name in one store: each would take the place of the other. */
export function sharedNames(stores: readonly StorePlan[]): Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { folder, path, certificates } of stores) {
    for (const { id } of certificates) {
      const owner = owners.get(`${folder}\0${id}`);
      if (owner === undefined) {
        owners.set(`${folder}\0${id}`, path);
        continue;
      }
      problems.push(
        errorOf('SHARED_STORE', {
          option: `${folder}: ${id}`,
          path,
          expected: `a store of its own, or another namePrefix, since ${owner} keeps a certificate of this name there`,
          fix: 'Give each MtlsPki a folder of its own.',
        }),
      );
    }
  }
  return problems;
}
