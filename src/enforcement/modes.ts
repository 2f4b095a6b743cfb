import type { EnforcementModel } from '../access/model';
import { defaultAuthorizer } from './default-authorizer/default-authorizer';
import type { EnforcementMode } from './mode';
import { policyMode } from './policy/policy-mode';

/** The mode of each kind. */
export function modeOf(enforcement: EnforcementModel): EnforcementMode {
  switch (enforcement.kind) {
    case 'default-authorizer':
      return defaultAuthorizer(enforcement);
    case 'policy':
      return policyMode(enforcement);
  }
}
