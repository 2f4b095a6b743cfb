import type { Rule } from '../../core/rule';
import { FLAW_CODES } from '../../x509/verify/flaw';
import { storeProblems } from '../store/compare-store';
import { storePlansOf } from '../store/store-plan';
import type { PkiEvidence } from './pki-evidence';
import { recordedRotation } from './rotation';

export const storedCertificates: Rule<PkiEvidence> = {
  id: 'stored-certificates',
  what: 'A certificate store holds the certificates that the program asks for.',
  why: 'What is delivered into the cluster would be missing, or another certificate than its holder needs.',
  codes: ['STORE_BEHIND', ...FLAW_CODES],
  check: (evidence) => {
    // In a phase that is not recorded each command but `rotate` is refused: what the store lacks is said after it.
    if (recordedRotation.check(evidence).length > 0) return [];
    const { pki, stores, at } = evidence;
    return storePlansOf(pki).flatMap((plan) => storeProblems(plan, stores.certificates(plan.folder), at));
  },
};
