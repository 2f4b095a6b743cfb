import { Severity } from '../../src/core/problem';
import { serviceNamespaces } from '../../src/rules/service-namespaces';
import { facts } from '../support/findings';
import { modelWith, SERVICE_PATH } from './program-with-service';

describe('the Temporal namespace of a service', () => {
  test('nothing is found where it is declared', () => {
    expect(serviceNamespaces.check(modelWith('payments'))).toEqual([]);
  });

  test('one that does not exist is an error with the nearest that does', () => {
    const problems = serviceNamespaces.check(modelWith('payment'));
    expect(facts(problems)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'UNKNOWN_TEMPORAL_NAMESPACE',
        path: SERVICE_PATH,
        option: 'TemporalServiceOptions.temporalNamespace',
        value: '"payment"',
      },
    ]);
    expect(problems[0].fix).toContain('"payments"');
  });

  test('G08 upper and lower case are different namespaces', () => {
    expect(serviceNamespaces.check(modelWith('Payments'))).toHaveLength(1);
  });
});
