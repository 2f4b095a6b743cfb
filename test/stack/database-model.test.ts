import { SecretRef } from '../../src/secrets/secret-ref';
import { databaseModel } from '../../src/stack/database-model';
import { codeOf } from '../support/refusal';

const ref = (key: string, namespace?: string) =>
  namespace === undefined ? SecretRef.existing('database', key) : SecretRef._in(namespace, 'database', key);
const minimal = { host: 'db.example.com', password: ref('password'), serverCa: ref('ca.crt', 'temporal') };

describe('the database as the server sees it', () => {
  test('is PostgreSQL’s port, Temporal’s names, and asks for a client certificate, where nothing else is said', () => {
    expect(databaseModel(minimal, 'temporal')).toEqual({
      host: 'db.example.com',
      port: 5432,
      user: 'temporal',
      databaseName: 'temporal',
      visibilityDatabaseName: 'temporal_visibility',
      password: { secretName: 'database', key: 'password' },
      serverCa: { secretName: 'database', key: 'ca.crt' },
      clientCertificate: true,
    });
  });

  test('is what the program says', () => {
    const said = { port: 1, user: 'u', databaseName: 'd', visibilityDatabaseName: 'v', clientCertificate: false };
    expect(databaseModel({ ...minimal, ...said }, 'temporal')).toMatchObject(said);
  });

  test.each(['password', 'serverCa'])('is refused where the Secret of its %s lies in another namespace', (option) => {
    expect(codeOf(() => databaseModel({ ...minimal, [option]: ref('x', 'databases') }, 'temporal'))).toBe(
      'SECRET_ELSEWHERE',
    );
  });
});
