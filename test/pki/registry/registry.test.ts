import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const trust = TrustRef.configMap('corp-ca', 'ca.crt');

describe('the certificates of a program', () => {
  test('P31 are known by one name each', () => {
    const { pki } = new PkiProgram();
    pki.addServiceCertificate('payments-worker');
    const refusal = refusalOf(() => pki.addPersonCertificate('payments-worker'));
    expect(refusal.code).toBe('DUPLICATE_CERTIFICATE');
    expect(refusal.path).toBe('temporal/Pki');
  });

  test('P31 are known by one name across namespaces', () => {
    const { pki, elsewhere } = new PkiProgram({
      clients: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
    });
    pki.addServiceCertificate('worker');
    const options = { scope: elsewhere, frontendTrust: trust };
    expect(codeOf(() => pki.addServiceCertificate('worker', options))).toBe('DUPLICATE_CERTIFICATE');
  });

  test.each(['internode', 'frontend', 'clients-trust'])('P31 never take the name of %s', (name) => {
    expect(codeOf(() => new PkiProgram().pki.addServiceCertificate(name))).toBe('DUPLICATE_CERTIFICATE');
  });

  test('P31 never take the Secret of an authority', () => {
    const { pki } = new PkiProgram();
    const refusal = refusalOf(() => pki.addServiceCertificate('clients-ca'));
    expect(refusal.code).toBe('DUPLICATE_CERTIFICATE');
    expect(refusal.fix).toContain('the intermediate of clients');
    expect(codeOf(() => pki.addServiceCertificate('frontend-root'))).toBe('DUPLICATE_CERTIFICATE');
  });

  test('P31 never leave their Secret to an authority that comes later', () => {
    const { pki } = new PkiProgram();
    pki.addServiceCertificate('database-ca');
    expect(codeOf(() => pki.addDatabaseClientCertificate({ user: 'temporal' }))).toBe('DUPLICATE_CERTIFICATE');
  });

  test('P31 brought in Secrets lie in one Secret each', () => {
    const secretNames = { ui: 'corp-ui', 'command-line': 'corp-ui' };
    const { pki } = new PkiProgram({ clients: CertificateAuthority.existingSecrets({ trust, secretNames }) });
    pki.addUiCertificate();
    expect(codeOf(() => pki.addCommandLineCertificate())).toBe('DUPLICATE_CERTIFICATE');
  });

  test('F02 brought in a Secret that is named for nobody are reported', () => {
    const secretNames = { 'comand-line': 'corp-cli' };
    const program = new PkiProgram({ clients: CertificateAuthority.existingSecrets({ trust, secretNames }) });
    program.pki.addCommandLineCertificate();
    expect(program.problems).toEqual([
      expect.stringMatching(
        /^\[UNKNOWN_OPTION\] temporal\/Pki: MtlsPki\.clients\.secretNames\.comand-line; .*Did you mean "command-line"\?/,
      ),
    ]);
  });

  test('F02 brought for another purpose are reported', () => {
    const secretNames = { ui: 'corp-ui' };
    const program = new PkiProgram({
      database: CertificateAuthority.existingSecrets({ trust, secretNames }),
    });
    program.pki.addUiCertificate();
    expect(program.problems).toEqual([expect.stringContaining('MtlsPki.database.secretNames.ui')]);
  });
});

describe('the authorities of a program', () => {
  test('emit a shared root once', () => {
    const shared = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    const { names } = new PkiProgram({ internode: shared, clients: shared });
    expect(names.filter((name) => name.includes('company'))).toEqual([
      'Issuer temporal/temporal-company-bootstrap',
      'Certificate temporal/temporal-company-root',
      'Issuer temporal/temporal-company-root',
    ]);
    expect(names).toContain('Certificate temporal/temporal-internode-ca');
    expect(names).toContain('Certificate temporal/temporal-clients-ca');
  });

  test('P22 are refused where two share an issuer', () => {
    const frontend = CertificateAuthority.clusterIssuer('corp');
    const database = CertificateAuthority.existingSecrets({ trust: TrustRef.secret('temporal-frontend', 'ca.crt') });
    expect(codeOf(() => new PkiProgram({ frontend, database }))).toBe('SHARED_ISSUER');
  });

  test("hold a database's only where one is asked for", () => {
    const program = new PkiProgram();
    expect(program.names.filter((name) => name.includes('database'))).toEqual([]);
    program.pki.addDatabaseClientCertificate({ user: 'temporal' });
    expect(program.names).toContain('Issuer temporal/temporal-database');
    expect(new PkiProgram({ database: CertificateAuthority.selfSigned() }).names).toContain(
      'Issuer temporal/temporal-database',
    );
  });
});
