import { Database } from '../../src/persistence/database';
import type { PostgresOptions } from '../../src/persistence/postgres';
import { SecretRef } from '../../src/secrets/secret-ref';
import { codeOf, refusalOf } from '../support/refusal';

const password = SecretRef.existing('database', 'password');
const serverCa = SecretRef.existing('database', 'ca.crt');
const valid = { host: 'postgres.example.com', password, serverCa };

/** As a caller in plain JavaScript writes it. */
const postgres = (given: object) => Database.postgres({ ...valid, ...given } as PostgresOptions);

describe('a PostgreSQL database', () => {
  test.each(['postgres', 'postgres.databases.svc.cluster.local', 'db-1.example.com', 'a_b.example.com'])(
    'is reached by the host name %s',
    (host) => {
      expect(postgres({ host })._modelIn('temporal').endpoints[0].serverName).toBe(host);
    },
  );

  test('writes a host name in lower case, as certificates are compared', () => {
    expect(postgres({ host: 'DB.Example.com' })._modelIn('temporal').endpoints[0].serverName).toBe('db.example.com');
  });

  test.each([
    '10.0.0.1',
    '::1',
    '[::1]',
    'db.example.com:5432',
    'db..example.com',
    '-db.example.com',
    'db.example.com.',
    'https://db.example.com',
    'a b',
    'db.10',
    '*.example.com',
    'bücher.example',
    '',
    `${'a'.repeat(64)}.example.com`,
  ])('is not reached by %j, which no certificate is verified by', (host) => {
    expect(refusalOf(() => postgres({ host }))).toMatchObject({ option: 'Database.postgres.host' });
  });

  test.each<[string, object, string, string]>([
    ['no host', { host: undefined }, 'MISSING_OPTION', 'host'],
    ['no password', { password: undefined }, 'MISSING_OPTION', 'password'],
    ['K19 a password as text', { password: 'hunter2' }, 'WRONG_TYPE', 'password'],
    ['no authority of its certificate', { serverCa: undefined }, 'MISSING_OPTION', 'serverCa'],
    ['port 0', { port: 0 }, 'OUT_OF_RANGE', 'port'],
    ['port 65536', { port: 65536 }, 'OUT_OF_RANGE', 'port'],
    ['a port as text', { port: '5432' }, 'WRONG_TYPE', 'port'],
    ['a user with a blank', { user: 'my user' }, 'INVALID_VALUE', 'user'],
    ['a database name that begins with a digit', { databaseName: '1temporal' }, 'INVALID_VALUE', 'databaseName'],
    ['a database name of 64 letters', { databaseName: 'a'.repeat(64) }, 'INVALID_VALUE', 'databaseName'],
    ['a quote in a name', { visibilityDatabaseName: 'a"b' }, 'INVALID_VALUE', 'visibilityDatabaseName'],
    ['F03 "false" for false', { clientCertificate: 'false' }, 'WRONG_TYPE', 'clientCertificate'],
    ['F02 an option of another library', { ssl: true }, 'UNKNOWN_OPTION', 'ssl'],
    ['A17 verification switched off', { enableHostVerification: false }, 'UNKNOWN_OPTION', 'enableHostVerification'],
  ])('is refused with %s', (_, given, code, option) => {
    expect(refusalOf(() => postgres(given))).toMatchObject({ code, option: `Database.postgres.${option}` });
  });

  test('A21 F01 is refused with a template or a key of the language', () => {
    expect(codeOf(() => postgres({ host: '{{ env "X" }}' }))).toBe('UNSAFE_TEXT');
    expect(codeOf(() => Database.postgres(JSON.parse('{"__proto__": {}}')))).toBe('UNSAFE_KEY');
  });

  test('F07 does not show a password that was given as text', () => {
    const refusal = refusalOf(() => postgres({ password: 'correct-horse-battery-staple' }));
    expect(JSON.stringify(refusal)).not.toContain('correct-horse');
  });
});
