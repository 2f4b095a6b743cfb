import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const uiOverHttps: Rule<AuthModel> = {
  id: 'ui-over-https',
  what: 'People open the Web UI over https.',
  why: 'Over http its cookies are not Secure, and whoever is on the way reads the tokens in them.',
  codes: ['INVALID_URL'],
  check: ({ path, authentication }) => {
    const uiUrl = authentication.oidcLogin?.uiUrl;
    if (uiUrl === undefined || uiUrl.startsWith('https:')) return [];
    return [
      warningOf('INVALID_URL', {
        path,
        option: 'Authentication.oidc.login.uiUrl',
        value: uiUrl,
        expected: 'an https URL',
        fix: 'Give the UI one; or accept it where people reach the UI by a port that is forwarded to their own machine.',
      }),
    ];
  },
};
