import { Severity } from '../../src/core/problem';
import { authorizationFixes } from '../../src/rules/authorization-fixes';
import { Program } from '../gen/program';
import { facts } from '../support/findings';

/** A program for a server of this version; OIDC's keys are served, those of API keys are a file. */
function modelOf(serverVersion: string, keys: 'file' | 'served' = 'served', acknowledgedFixes = {}) {
  const program = new Program();
  const authentication = [keys === 'file' ? program.apiKeys() : program.oidc()];
  return program.stack({ serverVersion, authentication, acknowledgedFixes })._toModel();
}

describe('the fixes of authorization that a server lacks', () => {
  test('nothing is found where it lacks none', () => {
    expect(authorizationFixes.check(modelOf('1.32.2'))).toEqual([]);
  });

  test('one that nobody accepted is an error that names the releases with it', () => {
    const problems = authorizationFixes.check(modelOf('1.31.0'));
    expect(facts(problems)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'VULNERABLE_SERVER_VERSION',
        path: 'temporal/Auth',
        option: 'TemporalAuthStack.serverVersion',
        value: '"1.31.0"',
      },
    ]);
    expect(problems[0].acknowledged).toBeUndefined();
    expect(problems[0].expected).toContain('1.31.2');
    expect(problems[0].fix).toContain("acknowledgedFixes: { 'temporal-9917'");
  });

  test('one that was accepted has the reason; to accept one that is not missing is told', () => {
    const [accepted, ...rest] = authorizationFixes.check(modelOf('1.31.0', 'served', { 'temporal-9917': 'no Nexus' }));
    expect(accepted).toMatchObject({ code: 'VULNERABLE_SERVER_VERSION', acknowledged: 'no Nexus' });
    expect(rest).toEqual([]);
    const [open, unmet] = authorizationFixes.check(modelOf('1.31.0', 'served', { 'temporal-8858': 'no Nexus' }));
    expect(open.acknowledged).toBeUndefined();
    expect(unmet).toMatchObject({
      code: 'UNMET_ACKNOWLEDGEMENT',
      option: 'TemporalAuthStack.acknowledgedFixes.temporal-8858',
    });
  });
});
