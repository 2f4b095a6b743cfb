import type { EnforcementModel } from '../access/model';
import { defaultAuthorizer } from './default-authorizer/default-authorizer';
import type { EnforcementMode } from './mode';

/** The mode of each kind. */
export function modeOf(enforcement: EnforcementModel): EnforcementMode {
  switch (enforcement.kind) {
    case 'default-authorizer':
      return defaultAuthorizer(enforcement);
  }
}
