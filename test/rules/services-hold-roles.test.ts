import { Severity } from '../../src/core/problem';
import { servicesHoldRoles } from '../../src/rules/services-hold-roles';
import { Program } from '../gen/program';
import { facts } from '../support/findings';

const PATH = 'temporal/Auth/TemporalService-worker';

/** A program with a service that calls a Temporal namespace, and holds a role or not. */
function modelWith(temporalNamespace: string, bound = true) {
  const program = new Program();
  const roles = program.roles();
  const auth = program.stack({ roles });
  const service = auth.addService('worker', { temporalNamespace });
  if (bound) roles.predefined.worker.bind(service);
  return auth._toModel();
}

describe('the roles of a service', () => {
  test('nothing is found where it holds one', () => {
    expect(servicesHoldRoles.check(modelWith('payments'))).toEqual([]);
  });

  test('one that holds none is warned of: every call of it would be denied', () => {
    expect(facts(servicesHoldRoles.check(modelWith('payments', false)))).toEqual([
      { severity: Severity.WARNING, code: 'UNBOUND_SERVICE', path: PATH, option: 'TemporalService', value: '"worker"' },
    ]);
  });
});
