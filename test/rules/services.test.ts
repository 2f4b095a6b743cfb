import { Severity } from '../../src/core/problem';
import { serviceNamespaces, servicesHoldRoles } from '../../src/rules/services';
import { authModel, withAuthorization, withService } from '../gen/auth-model';
import { facts } from '../support/findings';

const PATH = 'temporal/Auth/TemporalService-payments-worker';

describe('the Temporal namespace of a service', () => {
  test('nothing is found where it is declared', () => {
    expect(serviceNamespaces(authModel())).toEqual([]);
  });

  test('one that does not exist is an error with the nearest that does', () => {
    const findings = serviceNamespaces(authModel(withService({ temporalNamespace: 'payment' })));
    expect(facts(findings)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'UNKNOWN_TEMPORAL_NAMESPACE',
        path: PATH,
        option: 'TemporalService.temporalNamespace',
        value: '"payment"',
      },
    ]);
    expect(findings[0].fix).toContain('"payments"');
  });

  test('G08 upper and lower case are different namespaces', () => {
    expect(serviceNamespaces(authModel(withService({ temporalNamespace: 'Payments' })))).toHaveLength(1);
  });
});

describe('the roles of a service', () => {
  test('nothing is found where it holds one', () => {
    expect(servicesHoldRoles(authModel())).toEqual([]);
  });

  test('one that holds none is warned of: every call of it would be denied', () => {
    expect(facts(servicesHoldRoles(authModel(withAuthorization({ roles: [] }))))).toEqual([
      {
        severity: Severity.WARNING,
        code: 'UNBOUND_SERVICE',
        path: PATH,
        option: 'TemporalService',
        value: '"payments-worker"',
      },
    ]);
  });
});
