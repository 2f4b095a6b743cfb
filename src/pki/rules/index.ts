import type { Rule } from '../../core/rule';
import { exposedInternode } from './exposed-internode';
import { foreignTrust } from './foreign-trust';
import { grantedSecrets } from './granted-secrets';
import { namedCertificates } from './named-certificates';
import { namedKeys } from './named-keys';
import { otherServers } from './other-servers';
import type { PkiEvidence } from './pki-evidence';
import { providedCertificates } from './provided-certificates';
import { recordedRotation } from './rotation';
import { storedCertificates } from './stored-certificates';
import { trustedLeaves } from './trusted-leaves';
import { uncheckedRequests } from './unchecked-requests';
import { unlimitedTenants } from './unlimited-tenants';
import { unreadOptions } from './unread-options';
import { unseenCertificates } from './unseen-certificates';

/** Every check of a whole PKI, in the order in which problems are reported. */
export const PKI_RULES: readonly Rule<PkiEvidence>[] = [
  unreadOptions,
  namedCertificates,
  foreignTrust,
  otherServers,
  trustedLeaves,
  namedKeys,
  grantedSecrets,
  exposedInternode,
  recordedRotation,
  storedCertificates,
  providedCertificates,
  unlimitedTenants,
  unseenCertificates,
  uncheckedRequests,
];
