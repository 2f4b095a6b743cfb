import { Duration } from 'cdk8s';
import { DecisionLog, type PolicyOptions } from '../../../src/access/policy-options';
import { policyProgram, shardOf } from './program';

const CLIENTS = '/etc/temporal-auth/policy-authorities/clients-0/ca.crt';

function settingsOf(options?: PolicyOptions) {
  return JSON.parse(shardOf(policyProgram(options))['settings.json']);
}

describe('the settings of the policy server', () => {
  test('say where the policy lies and who signs for callers, and decide in doubt as the options say by default', () => {
    expect(settingsOf()).toEqual({
      version: 1,
      directory: '/etc/temporal-auth/policy',
      authorities: { clients: [CLIENTS] },
      staleness: { seconds: 300, failClosed: false },
      decisionLog: 'denied',
    });
  });

  test.each<[PolicyOptions, object]>([
    [{ groupsClaimName: 'groups' }, { groupsClaim: 'groups' }],
    [{ staleness: Duration.hours(1) }, { staleness: { seconds: 3600, failClosed: false } }],
    [{ denyWhenStale: true }, { staleness: { seconds: 300, failClosed: true } }],
    [{ decisionLog: DecisionLog.OFF }, { decisionLog: 'off' }],
    [{ decisionLog: DecisionLog.ALL }, { decisionLog: 'all' }],
    [{ metricsPort: 9091 }, { metrics: { listen: ':9091' } }],
  ])('show %j', (options, expected) => {
    expect(settingsOf(options)).toEqual({ ...settingsOf(), ...expected });
  });

  test('list the files of each authority of callers under its name', () => {
    const program = policyProgram();
    program.auth.pki.addTenant('payments');
    expect(JSON.parse(shardOf(program)['settings.json']).authorities).toEqual({
      clients: [CLIENTS],
      'clients/payments': ['/etc/temporal-auth/policy-authorities/clients/payments-0/ca.crt'],
    });
  });
});
