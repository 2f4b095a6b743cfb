import type { PostgresOptions } from '../../src/persistence/postgres';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { namedKeysOfServer } from '../../src/rules/named-keys';
import { SecretCreationPolicy } from '../../src/secrets/external-secret-policies';
import { ExternalSecretsBinding } from '../../src/secrets/external-secrets-binding';
import { SecretRef } from '../../src/secrets/secret-ref';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import { completeProgram, Program } from '../gen/program';

function found(database: Partial<PostgresOptions>, program = new Program()) {
  const auth = program.stack({ database: program.database(database) });
  return namedKeysOfServer.check(auth._toModel()).map(({ code, option, path }) => ({ code, option, path }));
}
const of = (option: string, code = 'FOREIGN_SECRET') => [
  { code, option: `Database.postgres.${option}`, path: 'temporal/Auth' },
];

describe('a key that the server reads', () => {
  test('is none of a certificate’s Secret where it is a password', () => {
    for (const [name, key] of [
      ['temporal-clients-ca', 'tls.key'],
      ['temporal-internode-root', 'tls.key'],
      ['temporal-internode', 'tls.key'],
      ['temporal-ui', 'ca.crt'],
    ]) {
      expect(found({ password: SecretRef.existing(name, key) })).toEqual(of('password'));
    }
  });

  test('is neither the private key of an authority nor what serves another purpose, where it is the database’s CA', () => {
    for (const [name, key] of [
      ['temporal-database-ca', 'tls.key'],
      ['temporal-database-client', 'tls.crt'],
      ['temporal-internode-ca', 'tls.crt'],
      ['temporal-ui', 'ca.crt'],
    ]) {
      expect(found({ serverCa: SecretRef.existing(name, key) })).toEqual(of('serverCa'));
    }
  });

  test('may be the CA certificate of the authority of database certificates', () => {
    expect(found({ serverCa: SecretRef.existing('temporal-database-root', 'tls.crt') })).toEqual([]);
    expect(found({ serverCa: SecretRef.existing('temporal-database-client', 'ca.crt') })).toEqual([]);
    expect(found({ serverCa: SecretRef.existing('company', 'tls.key') })).toEqual([]);
  });

  test('is none of a certificate of another server of the App', () => {
    const program = new Program();
    new MtlsPki(program.chart, 'Other', { namePrefix: 'other' });
    expect(found({ password: SecretRef.existing('other-clients-ca', 'tls.key') }, program)).toEqual(of('password'));
  });

  test('is the value of one option', () => {
    const program = new Program();
    const password = program.vault.fetch('password', 'temporal/database');
    expect(found({ password, serverCa: password }, program)).toEqual(of('serverCa', 'DUPLICATE_VALUE'));
    const other = new Program();
    const secret = other.vault.fetch('password', 'temporal/database');
    const auth = other.stack({ database: other.database({ password: secret }) });
    auth.addService('worker', { temporalNamespace: 'default', apiKey: secret });
    expect(namedKeysOfServer.check(auth._toModel())).toMatchObject([
      {
        code: 'DUPLICATE_VALUE',
        option: 'TemporalServiceOptions.apiKey',
        path: 'temporal/Auth/TemporalService-worker',
      },
    ]);
  });

  test.each([
    ['in another key', 'vault', 'temporal-secrets', 'password', 'DUPLICATE_VALUE'],
    ['in another Secret', 'vault', 'other', 'password', 'DUPLICATE_VALUE'],
    ['of another store', 'aws', 'other', 'password', undefined],
    ['that is another part of what lies in the store', 'vault', 'temporal-secrets', 'ca.crt', undefined],
  ])('is one value of the store for one option: one %s', (_, store, secretName, property, code) => {
    const program = new Program();
    const password = program.vault.fetch('a', 'temporal/database', 'password');
    const binding =
      secretName === program.vault.secretName
        ? program.vault
        : new ExternalSecretsBinding(program.chart, 'Other', { store: SecretStoreRef.store(store), secretName });
    const serverCa = binding.fetch('b', 'temporal/database', property);
    expect(found({ password, serverCa }, program)).toEqual(code === undefined ? [] : of('serverCa', code));
  });

  test('may be one API key of two services', () => {
    const program = new Program();
    const apiKey = program.vault.fetch('key', 'temporal/keys');
    const auth = program.stack();
    for (const name of ['one', 'other']) auth.addService(name, { temporalNamespace: 'default', apiKey });
    expect(namedKeysOfServer.check(auth._toModel())).toEqual([]);
  });

  test('is written: by a binding that writes a Secret', () => {
    const program = new Program();
    const none = new ExternalSecretsBinding(program.chart, 'None', {
      store: SecretStoreRef.store('vault'),
      secretName: 'none',
      creationPolicy: SecretCreationPolicy.NONE,
    });
    const password = none.fetch('password', 'temporal/database');
    expect(found({ password }, program)).toEqual([
      { code: 'INVALID_SECRET_POLICY', option: 'ExternalSecretsBinding.creationPolicy', path: 'temporal/None' },
    ]);
  });

  test('is written: among the keys that are fetched into its Secret', () => {
    const program = new Program();
    const password = SecretRef.existing('temporal-secrets', 'pasword');
    expect(found({ password }, program)).toEqual([
      {
        code: 'MISSING_OPTION',
        option: 'ExternalSecretsBinding.fetch(pasword)',
        path: program.vault.node.path,
      },
    ]);
  });

  test('is right in a program with every part', () => {
    expect(namedKeysOfServer.check(completeProgram().auth._toModel())).toEqual([]);
  });
});
