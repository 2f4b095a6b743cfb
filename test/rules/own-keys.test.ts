import { ownKeys } from '../../src/rules/own-keys';
import { authModel, withAuthentication } from '../gen/auth-model';
import { facts } from '../support/findings';

const found = (...keySourceUris: string[]) => facts(ownKeys.check(authModel(withAuthentication({ keySourceUris }))));

describe('keys that tokens are verified by', () => {
  test('of a provider of one’s own are nothing to speak of', () => {
    expect(ownKeys.check(authModel())).toEqual([]);
    expect(
      found('https://login.microsoftonline.com.example.com/keys', 'https://company.okta.com/oauth2/default/v1/keys'),
    ).toEqual([]);
    expect(found('https://www.googleapis.com/service_accounts/v1/jwk/me@project.iam.gserviceaccount.com')).toEqual([]);
  });

  test.each([
    'https://login.microsoftonline.com/common/discovery/v2.0/keys',
    'https://login.microsoftonline.com/6d0fa4c1/discovery/v2.0/keys',
    'https://login.microsoftonline.us/organizations/discovery/v2.0/keys',
    'https://login.partner.microsoftonline.cn/common/discovery/keys',
    'https://sts.windows.net/6d0fa4c1/discovery/keys',
    'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
  ])('sign for others too at %s', (uri) => {
    expect(found('https://login.example.com/keys', uri)).toMatchObject([
      { severity: 'WARNING', code: 'SHARED_KEYS', option: 'Authentication.jwksUri' },
    ]);
  });
});
