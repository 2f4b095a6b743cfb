import { Severity } from '../../src/core/problem';
import { readKeys } from '../../src/rules/read-keys';
import { Program } from '../gen/program';
import { facts } from '../support/findings';

/** A program for a server of this version; OIDC's keys are served, those of API keys are a file. */
function modelOf(serverVersion: string, keys: 'file' | 'served' = 'served', acknowledgedFixes = {}) {
  const program = new Program();
  const authentication = [keys === 'file' ? program.apiKeys() : program.oidc()];
  return program.stack({ serverVersion, authentication, acknowledgedFixes })._toModel();
}

describe('what the declared server does not read', () => {
  test('nothing is found where it reads everything', () => {
    expect(readKeys.check(modelOf('1.32.2', 'file'))).toEqual([]);
    expect(readKeys.check(modelOf('1.31.2'))).toEqual([]);
  });

  test('A01 what it would drop without a word is an error that says what to do instead', () => {
    const problems = readKeys.check(modelOf('1.31.2', 'file'));
    expect(facts(problems)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'UNREAD_KEY',
        path: 'temporal/Auth',
        option: 'Authentication.apiKeys.jwksFile',
        found: 'Temporal 1.31.2',
      },
    ]);
    expect(problems[0].expected).toContain('1.32.0');
    expect(problems[0].fix).toContain('jwksUri');
  });
});
