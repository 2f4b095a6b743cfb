import type { EnforcementModel, RbacModel } from '../access/model';
import type { AuthenticationModel } from '../authn/model';
import type { DatabaseModel } from '../persistence/database';
import type { PkiModel } from '../pki/model/pki';
import type { Surroundings } from '../pki/model/surroundings';
import type { ServerModel } from './server';
import type { ServiceModel } from './service';

/**
 * The whole intent of a program as plain data: what the rules judge and the renderers render. It holds names of Secrets and
 * never their values.
 */
export interface AuthModel {
  /** The path of the stack. */
  readonly path: string;
  /** The Kubernetes namespace of the Temporal server. */
  readonly namespace: string;
  /** The prefix of every object's name, and of the frontend's Service. */
  readonly namePrefix: string;
  readonly server: ServerModel;
  readonly database: DatabaseModel;
  /** `host:port` of the frontend inside the cluster. */
  readonly frontendAddress: string;
  readonly pki: PkiModel;
  readonly authentication: AuthenticationModel;
  /** Whether the program has asked for what the Web UI's pods need. */
  readonly uiInUse: boolean;
  readonly enforcement: EnforcementModel;
  readonly authorization: RbacModel;
  readonly services: readonly ServiceModel[];
  /** What else the App declares. */
  readonly surroundings: Surroundings;
}
