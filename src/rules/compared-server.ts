import { COMPARED_SERVERS } from '../access/catalogue/api-tables.generated';
import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const comparedServer: Rule<Pick<AuthModel, 'path' | 'server'>> = {
  id: 'compared-server',
  what: 'The declared server is one that was asked which APIs it has, which levels they demand and which keys it reads.',
  why: 'Patches differ in these: of one that nobody asked, a claim may allow more than is said here, or a key may go unread.',
  codes: ['UNSEEN_SERVER_VERSION'],
  check: ({ path, server: { version } }) => {
    if (COMPARED_SERVERS.includes(version)) return [];
    return [
      warningOf('UNSEEN_SERVER_VERSION', {
        path,
        option: 'TemporalAuthStack.serverVersion',
        value: version,
        expected: `one of ${COMPARED_SERVERS.join(', ')}: this release of the library judges other patches by the one before them`,
        fix: 'Take a release of the library that knows this version; a newer patch of the server is often worth more than that.',
      }),
    ];
  },
};
