import { Severity } from '../../src/core/problem';
import { serviceNamespaces } from '../../src/rules/service-namespaces';
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
        path: PATH,
        option: 'TemporalService.temporalNamespace',
        value: '"payment"',
      },
    ]);
    expect(problems[0].fix).toContain('"payments"');
  });

  test('G08 upper and lower case are different namespaces', () => {
    expect(serviceNamespaces.check(modelWith('Payments'))).toHaveLength(1);
  });
});
