import type { RbacModel } from '../../src/access/model';
import type { JudgedRoles } from '../../src/enforcement/mode';
import { DEFAULT_SERVER_VERSION } from '../../src/temporal/server/versions';
import { authModel } from '../gen/auth-model';

/** Roles, as a server of this version would be told to judge by them. */
export function judged(authorization: RbacModel, version = DEFAULT_SERVER_VERSION): JudgedRoles {
  return { authorization, server: { ...authModel().server, version } };
}
