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
    const problems = authorizationFixes.check(modelOf('1.31.4'));
    expect(facts(problems)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'VULNERABLE_SERVER_VERSION',
        path: 'temporal/Auth',
        option: 'TemporalAuthStack.serverVersion',
        value: '"1.31.4"',
      },
    ]);
    expect(problems[0].acknowledged).toBeUndefined();
    expect(problems[0].expected).toContain('1.31.5');
    expect(problems[0].fix).toContain("acknowledgedFixes: { 'compute-config'");
    expect(problems[0].details).toEqual([expect.stringContaining('common/api/metadata.go')]);
  });

  test.each([
    ['1.31.2', 5],
    ['1.31.3', 3],
    ['1.31.4', 1],
    ['1.32.0', 3],
    ['1.32.1', 1],
  ])('%s is refused for each fix that a later patch of its minor has: %i', (version, count) => {
    const problems = authorizationFixes.check(modelOf(version));
    expect(problems.map(({ severity }) => severity)).toEqual(Array(count).fill(Severity.ERROR));
  });

  test('one that was accepted has the reason; to accept one that is not missing is told', () => {
    const [accepted, ...rest] = authorizationFixes.check(modelOf('1.31.4', 'served', { 'compute-config': 'none' }));
    expect(accepted).toMatchObject({ code: 'VULNERABLE_SERVER_VERSION', acknowledged: 'none' });
    expect(rest).toEqual([]);
    const [open, unmet] = authorizationFixes.check(modelOf('1.31.4', 'served', { 'temporal-9917': 'none' }));
    expect(open.acknowledged).toBeUndefined();
    expect(unmet).toMatchObject({
      code: 'UNMET_ACKNOWLEDGEMENT',
      option: 'TemporalAuthStack.acknowledgedFixes.temporal-9917',
    });
  });
});
