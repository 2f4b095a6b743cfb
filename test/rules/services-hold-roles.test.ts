import { Severity } from '../../src/core/problem';
import { servicesHoldRoles } from '../../src/rules/services-hold-roles';
import { facts } from '../support/findings';
import { modelWith, SERVICE_PATH } from './program-with-service';

describe('the roles of a service', () => {
  test('nothing is found where it holds one', () => {
    expect(servicesHoldRoles.check(modelWith('payments'))).toEqual([]);
  });

  test('one that holds none is warned of: every call of it would be denied', () => {
    expect(facts(servicesHoldRoles.check(modelWith('payments', false)))).toEqual([
      {
        severity: Severity.WARNING,
        code: 'UNBOUND_SERVICE',
        path: SERVICE_PATH,
        option: 'TemporalAuthStack.addService(name)',
        value: '"worker"',
      },
    ]);
  });
});
