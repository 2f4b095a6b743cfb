import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { authModel, withDatabase } from '../../gen/auth-model';
import { PkiProgram } from '../../support/pki-program';
import { refusalOf } from '../../support/refusal';

const { database } = authModel();
const callers = ({ pki }: PkiProgram) =>
  pki
    ._toModel()
    .certificates.flatMap(({ role, commonName }) =>
      ['ui', 'command-line', 'database-client'].includes(role) ? [`${role}: ${commonName}`] : [],
    );

describe('the certificates of a server', () => {
  test('are made for the UI, the command line and the database’s user', () => {
    const program = new PkiProgram();
    program.pki._serve({ ...database, clientCertificate: { user: 'app' } });
    expect(callers(program)).toEqual(['ui: ui', 'command-line: command-line', 'database-client: app']);
  });

  test('are left as the program made them', () => {
    const program = new PkiProgram();
    program.pki.addDatabaseClientCertificate({ user: 'app', name: 'mine' });
    program.pki.addCommandLineCertificate({ serviceAccountName: 'cli' });
    program.pki.addUiCertificate({ serviceAccountName: 'web' });
    program.pki._serve({ ...database, clientCertificate: { user: 'app' } });
    expect(callers(program)).toEqual(['database-client: app', 'command-line: command-line', 'ui: ui']);
    expect(program.spec('Certificate temporal/temporal-ui').uris).toEqual([
      'spiffe://cluster.local/ns/temporal/sa/web',
    ]);
  });

  test('are made for the database’s user beside one that is declared for another', () => {
    const program = new PkiProgram();
    program.pki.addDatabaseClientCertificate({ user: 'reporting', name: 'reporting' });
    program.pki._serve(database);
    expect(callers(program)).toEqual([
      'database-client: reporting',
      'ui: ui',
      'command-line: command-line',
      'database-client: temporal',
    ]);
  });

  test('are left where the one for the database names another user: a rule says so', () => {
    const program = new PkiProgram();
    program.pki.addDatabaseClientCertificate({ user: 'tempora' });
    program.pki._serve(database);
    expect(callers(program)).toEqual(['database-client: tempora', 'ui: ui', 'command-line: command-line']);
  });

  test('hold none for a database that asks for none, nor an authority for it', () => {
    const program = new PkiProgram();
    program.pki._serve(authModel(withDatabase({ clientCertificate: undefined })).database);
    expect(callers(program)).toEqual(['ui: ui', 'command-line: command-line']);
    expect(program.names.filter((name) => name.includes('database'))).toEqual([]);
  });

  test('are handed over to whoever asks for them once they are made', () => {
    const program = new PkiProgram();
    program.pki._serve(database);
    const before = program.names;
    const asked = [
      program.pki.addUiCertificate(),
      program.pki.addUiCertificate({}),
      program.pki.addCommandLineCertificate(),
      program.pki.addDatabaseClientCertificate({ user: 'temporal' }),
    ];
    expect(asked.map(({ secretName }) => secretName)).toEqual([
      'temporal-ui',
      'temporal-ui',
      'temporal-command-line',
      'temporal-database-client',
    ]);
    expect(asked[0]).toBe(asked[1]);
    expect(program.names).toEqual(before);
    expect(program.pki.addDatabaseClientCertificate({ user: 'temporal', name: 'second' }).secretName).toBe(
      'temporal-second',
    );
  });

  test.each([
    ['the UI', 'addUiCertificate', { frontendTrust: TrustRef.secret('company', 'ca.crt') }],
    ['the command line', 'addCommandLineCertificate', { serviceAccountName: 'cli' }],
    ['the database’s user', 'addDatabaseClientCertificate', { user: 'other' }],
  ] as const)('of %s take no options once they are made', (_, add, options) => {
    const { pki } = new PkiProgram();
    pki._serve(database);
    expect(refusalOf(() => (pki[add] as (given: object) => unknown)(options))).toMatchObject({
      code: 'DUPLICATE_CERTIFICATE',
      option: `MtlsPki.${add}`,
      path: 'temporal/Pki',
      fix: expect.stringContaining('before new TemporalAuthStack'),
    });
  });

  test('are one each where the program asks twice', () => {
    const { pki } = new PkiProgram();
    pki.addUiCertificate();
    pki._serve(database);
    expect(refusalOf(() => pki.addUiCertificate()).code).toBe('DUPLICATE_CERTIFICATE');
  });
});
