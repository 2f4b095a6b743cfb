import { Database } from '../../src/persistence/database';
import { SecretRef } from '../../src/secrets/secret-ref';
import { codeOf } from '../support/refusal';

const ref = (key: string, namespace?: string) =>
  namespace === undefined ? SecretRef.existing('database', key) : SecretRef._in(namespace, 'database', key);
const minimal = { host: 'db.example.com', password: ref('password'), serverCa: ref('ca.crt', 'temporal') };

describe('PostgreSQL as the server sees it', () => {
  test('is its own port, Temporal’s names, and asks for a client certificate, where nothing else is said', () => {
    expect(Database.postgres(minimal)._modelIn('temporal')).toEqual({
      kind: 'postgres',
      endpoints: [
        {
          host: 'db.example.com',
          port: 5432,
          serverName: 'db.example.com',
          serverCa: { secretName: 'database', key: 'ca.crt' },
        },
      ],
      clientCertificate: { user: 'temporal' },
      user: 'temporal',
      password: { secretName: 'database', key: 'password' },
      databaseName: 'temporal',
      visibilityDatabaseName: 'temporal_visibility',
    });
  });

  test('is what the program says', () => {
    const names = { user: 'u', databaseName: 'd', visibilityDatabaseName: 'v' };
    const model = Database.postgres({ ...minimal, ...names, port: 1, clientCertificate: false })._modelIn('temporal');
    expect(model).toMatchObject(names);
    expect([model.endpoints[0].port, model.clientCertificate]).toEqual([1, undefined]);
  });

  test.each(['password', 'serverCa'])('is refused where the Secret of its %s lies in another namespace', (option) => {
    const database = Database.postgres({ ...minimal, [option]: ref('x', 'databases') });
    expect(codeOf(() => database._modelIn('temporal'))).toBe('SECRET_ELSEWHERE');
  });
});
