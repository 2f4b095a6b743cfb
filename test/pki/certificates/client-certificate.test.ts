import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { PkiProgram } from '../../support/pki-program';
import { codeOf } from '../../support/refusal';

describe('the certificate of a caller', () => {
  test('says where it lies and by which name it is known', () => {
    const { name, secretName, kubernetesNamespace, commonName, spiffeId, frontendTrust } =
      new PkiProgram().pki.addServiceCertificate('worker');
    expect({ name, secretName, kubernetesNamespace, commonName, spiffeId }).toEqual({
      name: 'worker',
      secretName: 'temporal-worker',
      kubernetesNamespace: 'temporal',
      commonName: 'worker',
      spiffeId: 'spiffe://cluster.local/ns/temporal/sa/worker',
    });
    expect(frontendTrust).toMatchObject({ kind: 'Secret', name: 'temporal-frontend-trust', key: 'ca.crt' });
  });

  test('for a database does not verify a frontend', () => {
    expect(new PkiProgram().pki.addDatabaseClientCertificate({ user: 'temporal' }).frontendTrust).toBeUndefined();
  });

  test('F01 lies where existing Secrets say, and by its own name where they say nothing', () => {
    const trust = TrustRef.configMap('corp-ca', 'ca.crt');
    const clients = CertificateAuthority.existingSecrets({ trust, secretNames: { ui: 'corp.ui' } });
    const { pki } = new PkiProgram({ clients });
    expect(pki.addUiCertificate().secretName).toBe('corp.ui');
    expect(pki.addCommandLineCertificate().secretName).toBe('temporal-command-line');
    expect(pki.addServiceCertificate('constructor').secretName).toBe('temporal-constructor');
  });

  test.each([
    [{ serviceAccountName: 'Worker' }, 'INVALID_NAME'],
    [{ serviceAccount: 'worker' }, 'UNKNOWN_OPTION'],
    [{ scope: {} }, 'WRONG_TYPE'],
    [{ frontendTrust: 'ca.crt' }, 'WRONG_TYPE'],
    [null, 'WRONG_TYPE'],
  ])('F02 F03 is refused with %j', (options, code) => {
    expect(codeOf(() => new PkiProgram().pki.addServiceCertificate('worker', options as never))).toBe(code);
    expect(codeOf(() => new PkiProgram().pki.addUiCertificate(options as never))).toBe(code);
  });

  test.each([
    [{}, 'MISSING_OPTION'],
    [{ user: 'a'.repeat(65) }, 'OUT_OF_RANGE'],
    [{ user: 'a\u0000b' }, 'UNSAFE_TEXT'],
    [{ user: 'temporal', name: 'Database' }, 'INVALID_NAME'],
  ])('F03 P29 for a database is refused with %j', (options, code) => {
    expect(codeOf(() => new PkiProgram().pki.addDatabaseClientCertificate(options as never))).toBe(code);
  });
});
