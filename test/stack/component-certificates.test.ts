import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { addComponentCertificates } from '../../src/stack/component-certificates';
import { authModel, withDatabase } from '../gen/auth-model';
import { PkiProgram } from '../support/pki-program';
import { refusalOf } from '../support/refusal';

const { database } = authModel();
const callers = ({ pki }: PkiProgram) =>
  pki
    ._toModel()
    .certificates.flatMap(({ role, commonName }) =>
      ['ui', 'command-line', 'database-client'].includes(role) ? [`${role}: ${commonName}`] : [],
    );

describe('the certificates of the components', () => {
  test('are made for the UI, the command line and the database’s user', () => {
    const program = new PkiProgram();
    addComponentCertificates(program.pki, { ...database, clientCertificate: { user: 'app' } }, 'temporal');
    expect(callers(program)).toEqual(['ui: ui', 'command-line: command-line', 'database-client: app']);
  });

  test('are left as the program made them', () => {
    const program = new PkiProgram();
    program.pki.addDatabaseClientCertificate({ user: 'app', name: 'mine' });
    program.pki.addCommandLineCertificate({ serviceAccountName: 'cli' });
    program.pki.addUiCertificate({ serviceAccountName: 'web' });
    addComponentCertificates(program.pki, { ...database, clientCertificate: { user: 'app' } }, 'temporal');
    expect(callers(program)).toEqual(['database-client: app', 'command-line: command-line', 'ui: ui']);
    expect(program.spec('Certificate temporal/temporal-ui').uris).toEqual([
      'spiffe://cluster.local/ns/temporal/sa/web',
    ]);
  });

  test('are made for the database’s user beside one that is declared for another', () => {
    const program = new PkiProgram();
    program.pki.addDatabaseClientCertificate({ user: 'reporting', name: 'reporting' });
    addComponentCertificates(program.pki, database, 'temporal');
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
    addComponentCertificates(program.pki, database, 'temporal');
    expect(callers(program)).toEqual(['database-client: tempora', 'ui: ui', 'command-line: command-line']);
  });

  test('hold none for a database that asks for none, nor an authority for it', () => {
    const program = new PkiProgram();
    addComponentCertificates(
      program.pki,
      authModel(withDatabase({ clientCertificate: undefined })).database,
      'temporal',
    );
    expect(callers(program)).toEqual(['ui: ui', 'command-line: command-line']);
    expect(program.names.filter((name) => name.includes('database'))).toEqual([]);
  });

  test('are refused in another namespace than the server’s pods, which mount them', () => {
    const program = new PkiProgram();
    expect(refusalOf(() => addComponentCertificates(program.pki, database, 'other'))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: 'TemporalAuthStack.pki',
      path: 'temporal/Pki',
      value: expect.stringContaining('temporal'),
    });
    expect(callers(program)).toEqual([]);
  });

  test.each([
    ['the UI', 'addUiCertificate'],
    ['the command line', 'addCommandLineCertificate'],
  ] as const)('are refused where the program put that of %s into another namespace than its pods', (_, add) => {
    const clients = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
    const program = new PkiProgram({ clients, frontend: clients });
    program.pki[add]({ scope: program.elsewhere });
    expect(refusalOf(() => addComponentCertificates(program.pki, database, 'temporal'))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: `MtlsPki.${add}.scope`,
      path: 'temporal/Pki',
      value: expect.stringContaining('payments'),
    });
  });
});
