import { errorOf } from '../core/problem';
import type { Rule } from './rule';

/** PostgreSQL maps a client certificate to a user by its common name: one for another user is refused at each connection. */
export const databaseUser: Rule = ({ pki, database }) => {
  const { clientCertificate } = database;
  if (clientCertificate === undefined) return [];
  const held = pki.certificates.filter(({ role }) => role === 'database-client');
  if (held.some(({ commonName }) => commonName === clientCertificate.user)) return [];
  return held.map(({ path, name, commonName }) =>
    errorOf('NAME_NOT_IN_CERTIFICATE', {
      path,
      option: `${name}.commonName`,
      value: commonName,
      expected: `"${clientCertificate.user}", the database user`,
      fix: 'Declare the database client certificate for this user.',
    }),
  );
};
