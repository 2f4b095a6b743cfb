import type { AuthModel } from '../../src/model/auth-model';
import { Program } from '../gen/program';

export const SERVICE_PATH = 'temporal/Auth/TemporalService-worker';

/** A program with a service that calls a Temporal namespace, and holds a role or not. */
export function modelWith(temporalNamespace: string, bound = true): AuthModel {
  const program = new Program();
  const roles = program.roles();
  const auth = program.stack({ roles });
  const service = auth.addService('worker', { temporalNamespace });
  if (bound) roles.predefined.worker.bind(service);
  return auth._toModel();
}
