import { Severity } from '../../src/core/problem';
import { authorizationFixes, readKeys } from '../../src/rules/server-version';
import { missingFixes } from '../../src/temporal/server/versions';
import { authModel, withAuthentication, withServer } from '../gen/auth-model';
import { facts } from '../support/findings';

const old = (parts = {}) =>
  authModel(withServer({ version: '1.31.0', missingFixes: missingFixes('1.31.0'), ...parts }));

describe('the fixes of authorization that a server lacks', () => {
  test('nothing is found where it lacks none', () => {
    expect(authorizationFixes(authModel())).toEqual([]);
  });

  test('one that nobody accepted is an error that names the releases with it', () => {
    const findings = authorizationFixes(old());
    expect(facts(findings)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'VULNERABLE_SERVER_VERSION',
        path: 'temporal/Auth',
        option: 'TemporalAuthStack.serverVersion',
        value: '"1.31.0"',
      },
    ]);
    expect(findings[0].expected).toContain('1.31.2');
    expect(findings[0].fix).toContain("acknowledgedFixes: ['temporal-9917']");
  });

  test('one that was accepted is silent, and accepts no other', () => {
    expect(authorizationFixes(old({ acknowledgedFixes: ['temporal-9917'] }))).toEqual([]);
    expect(authorizationFixes(old({ acknowledgedFixes: ['temporal-8858'] }))).toHaveLength(1);
  });
});

describe('what the declared server does not read', () => {
  test('nothing is found where it reads everything', () => {
    expect(readKeys(authModel())).toEqual([]);
    const served = withAuthentication({ jwks: undefined });
    expect(readKeys(authModel(served, withServer({ version: '1.31.2' })))).toEqual([]);
  });

  test('A01 what it would drop without a word is an error that says what to do instead', () => {
    const findings = readKeys(authModel(withServer({ version: '1.31.2' })));
    expect(facts(findings)).toEqual([
      {
        severity: Severity.ERROR,
        code: 'UNREAD_KEY',
        path: 'temporal/Auth',
        option: 'Authentication.apiKeys.jwksFile',
        value: '"1.31.2"',
      },
    ]);
    expect(findings[0].expected).toContain('1.32.0');
    expect(findings[0].fix).toContain('jwksUri');
  });
});
