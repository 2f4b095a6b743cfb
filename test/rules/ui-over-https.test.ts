import type { AuthModel } from '../../src/model/auth-model';
import { uiOverHttps } from '../../src/rules/ui-over-https';
import { authModel, withAuthentication } from '../gen/auth-model';
import { facts } from '../support/findings';

const { authentication } = authModel();

function found(uiUrl: string): object[] {
  const oidcLogin = { ...authentication.oidcLogin, uiUrl } as AuthModel['authentication']['oidcLogin'];
  return facts(uiOverHttps.check(authModel(withAuthentication({ oidcLogin }))));
}

test('the UI over https, and none, are nothing to speak of', () => {
  expect(found('https://localhost:8080')).toEqual([]);
  expect(uiOverHttps.check(authModel(withAuthentication({ oidcLogin: undefined })))).toEqual([]);
});

test('the UI over http is a warning', () => {
  expect(found('http://localhost:8080')).toMatchObject([
    { severity: 'WARNING', code: 'INVALID_URL', value: '"http://localhost:8080"' },
  ]);
});
