import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const databaseUser: Rule<AuthModel> = {
  id: 'database-user',
  what: 'The client certificate for the database is one of the user that the server logs in as.',
  why: 'PostgreSQL maps a client certificate to a user by its common name, and refuses one of another user at each connection.',
  codes: ['NAME_NOT_IN_CERTIFICATE'],
  check: ({ pki, database }) => {
    const { clientCertificate } = database;
    if (clientCertificate === undefined) return [];
    const held = pki.certificates.filter(({ role }) => role === 'database-client');
    if (held.some(({ commonName }) => commonName === clientCertificate.user)) return [];
    return held.map(({ path, name, commonName }) =>
      errorOf('NAME_NOT_IN_CERTIFICATE', {
        path,
        option: `${name}.commonName`,
        found: commonName,
        expected: `"${clientCertificate.user}", the database user`,
        fix: 'Declare the database client certificate for this user.',
      }),
    );
  },
};
