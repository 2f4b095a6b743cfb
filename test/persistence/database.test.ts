import { Database } from '../../src/persistence/database';
import { serverCaSource } from '../../src/persistence/model';
import type { PostgresOptions } from '../../src/persistence/postgres';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
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
    ['nothing that logs in', { password: undefined, clientCertificate: false }, 'MISSING_OPTION', 'password'],
    ['K19 a password as text', { password: 'hunter2' }, 'WRONG_TYPE', 'password'],
    ['no authority of its certificate', { serverCa: undefined }, 'MISSING_OPTION', 'serverCa'],
    ['port 0', { port: 0 }, 'OUT_OF_RANGE', 'port'],
    ['port 65536', { port: 65536 }, 'OUT_OF_RANGE', 'port'],
    ['a port as text', { port: '5432' }, 'WRONG_TYPE', 'port'],
    ['a user with a blank', { user: 'my user' }, 'INVALID_VALUE', 'user'],
    ['a database name that begins with a sign', { databaseName: '-temporal' }, 'INVALID_VALUE', 'databaseName'],
    ['a colon, which ends a user in a URL', { user: 'a:b' }, 'INVALID_VALUE', 'user'],
    ['a percent sign, which a URL decodes', { user: 'a%62' }, 'INVALID_VALUE', 'user'],
    ['a slash, which ends a host in a URL', { user: 'a/b' }, 'INVALID_VALUE', 'user'],
    ['a question mark in a name', { databaseName: 'a?sslmode=disable' }, 'INVALID_VALUE', 'databaseName'],
    ['two authorities', { serverCaConfigMap: { configMapName: 'ca', key: 'ca.crt' } }, 'INVALID_VALUE', 'serverCa'],
    ['a database name of 64 letters', { databaseName: 'a'.repeat(64) }, 'INVALID_VALUE', 'databaseName'],
    ['a quote in a name', { visibilityDatabaseName: 'a"b' }, 'INVALID_VALUE', 'visibilityDatabaseName'],
    ['F03 "false" for false', { clientCertificate: 'false' }, 'WRONG_TYPE', 'clientCertificate'],
    ['F02 an option of another library', { ssl: true }, 'UNKNOWN_OPTION', 'ssl'],
    ['A17 verification switched off', { enableHostVerification: false }, 'UNKNOWN_OPTION', 'enableHostVerification'],
  ])('is refused with %s', (_, given, code, option) => {
    expect(refusalOf(() => postgres(given))).toMatchObject({ code, option: `Database.postgres.${option}` });
  });

  test.each(['sa@project.iam', 'svc.temporal', 'svc-temporal@host', '4711_app', 'app+eu', 'a~b'])(
    'is logged in to as %s, which Temporal writes into a URL as it stands',
    (user) => {
      expect(postgres({ user })._modelIn('temporal').user).toBe(user);
      const url = new URL(`postgres://${user}:${encodeURIComponent('p@ss')}@db.example.com:5432/temporal`);
      expect([decodeURIComponent(url.username), url.hostname]).toEqual([user, 'db.example.com']);
    },
  );

  test('needs no password where the client certificate logs in', () => {
    expect(postgres({ password: undefined })._modelIn('temporal')).not.toHaveProperty('password');
  });

  test('is verified by a CA certificate in a ConfigMap', () => {
    const serverCaConfigMap = { configMapName: 'rds-ca', key: 'ca.crt' };
    const { endpoints } = postgres({ serverCa: undefined, serverCaConfigMap })._modelIn('temporal');
    expect(endpoints.map(serverCaSource)).toEqual([{ kind: 'ConfigMap', name: 'rds-ca', key: 'ca.crt' }]);
  });

  test.each<[string, object, string]>([
    ['no CA certificate', { serverCa: undefined }, 'serverCaConfigMap'],
    [
      'no password and no certificate',
      { password: undefined, clientCertificate: false },
      'leave out clientCertificate',
    ],
    [
      'the CA certificate of a ConfigMap as a TrustRef',
      { serverCa: TrustRef.configMap('ca', 'ca.crt') },
      'serverCaConfigMap',
    ],
  ])('F11 says what a SecretRef is and where one comes from: %s', (_, given, way) => {
    const { expected, fix } = refusalOf(() => postgres(given));
    expect(expected).toContain(
      'a SecretRef, which names a key of a Kubernetes Secret: ExternalSecretsBinding.fetch(…)',
    );
    expect(`${expected} ${fix}`).toContain(way);
    expect(fix).not.toContain('value');
  });

  test.each(['user', 'databaseName', 'host'])(
    'F11 says that its %s is written out, where it is given by a SecretRef',
    (name) => {
      expect(refusalOf(() => postgres({ [name]: password }))).toMatchObject({
        code: 'SECRET_AS_TEXT',
        option: `Database.postgres.${name}`,
        fix: expect.stringContaining('Write the text itself'),
      });
    },
  );

  test('A21 F01 is refused with a template or a key of the language', () => {
    expect(codeOf(() => postgres({ host: '{{ env "X" }}' }))).toBe('UNSAFE_TEXT');
    expect(codeOf(() => Database.postgres(JSON.parse('{"__proto__": {}}')))).toBe('UNSAFE_KEY');
  });

  test('F07 does not show a password that was given as text', () => {
    const refusal = refusalOf(() => postgres({ password: 'correct-horse-battery-staple' }));
    expect(JSON.stringify(refusal)).not.toContain('correct-horse');
  });
});
