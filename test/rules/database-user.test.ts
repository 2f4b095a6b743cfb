import { MtlsPki } from '../../src/pki/mtls-pki';
import { databaseUser } from '../../src/rules/database-user';
import { Program } from '../gen/program';

/** A program whose database is asked as `temporal`, with a client certificate for this user. */
function found(user: string | undefined, clientCertificate = true) {
  const program = new Program();
  const pki = new MtlsPki(program.chart, 'Pki');
  if (user !== undefined) pki.addDatabaseClientCertificate({ user });
  return databaseUser.check(program.stack({ pki, database: program.database({ clientCertificate }) })._toModel());
}

describe('the client certificate for the database', () => {
  test('is fine where it is of the user that the server logs in as, whoever asked for it', () => {
    expect(found(undefined)).toEqual([]);
    expect(found('temporal')).toEqual([]);
  });

  test('of another user is an error: PostgreSQL goes by the common name', () => {
    expect(found('postgres')).toMatchObject([
      {
        code: 'NAME_NOT_IN_CERTIFICATE',
        path: 'temporal/Pki',
        option: 'temporal-database-client.commonName',
        found: 'postgres',
        expected: '"temporal", the database user',
      },
    ]);
  });

  test('does not matter where the server shows none', () => {
    expect(found('postgres', false)).toEqual([]);
  });
});
