import type { Rule } from '../../core/rule';
import { foreignTrust } from './foreign-trust';
import { namedCertificates } from './named-certificates';
import type { PkiEvidence } from './pki-evidence';
import { providedCertificates } from './provided-certificates';
import { recordedRotation } from './rotation';
import { storedCertificates } from './stored-certificates';
import { uncheckedRequests } from './unchecked-requests';
import { unlimitedTenants } from './unlimited-tenants';
import { unreadOptions } from './unread-options';
import { unseenCertificates } from './unseen-certificates';

/** Every check of a whole PKI, in the order in which problems are reported. */
export const PKI_RULES: readonly Rule<PkiEvidence>[] = [
  unreadOptions,
  namedCertificates,
  foreignTrust,
  recordedRotation,
  storedCertificates,
  providedCertificates,
  unlimitedTenants,
  unseenCertificates,
  uncheckedRequests,
];
