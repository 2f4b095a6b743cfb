import { Severity } from '../../../src/core/problem';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { ExistingSecretsOptions } from '../../../src/pki/authorities/secrets/existing-secrets-options';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { unseenCertificates } from '../../../src/pki/rules/unseen-certificates';
import { PkiProgram } from '../../support/pki-program';

/** A program whose callers bring their certificates. */
function findingsWith(options: Partial<ExistingSecretsOptions>) {
  const clients = CertificateAuthority.existingSecrets({ trust: TrustRef.secret('clients-ca', 'ca.crt'), ...options });
  const { pki } = new PkiProgram({ clients });
  pki.addUiCertificate();
  pki.addPersonCertificate('admin');
  return unseenCertificates.check(pki._evidence());
}

describe('certificates that somebody else puts into Secrets', () => {
  test('are none where this program has them issued', () => {
    expect(unseenCertificates.check(new PkiProgram().pki._evidence())).toEqual([]);
  });

  test('P27 are warned of where nothing of them is seen, and how they are proven', () => {
    expect(findingsWith({})).toMatchObject([
      {
        severity: Severity.WARNING,
        code: 'UNSEEN_CERTIFICATE',
        path: 'temporal/Pki',
        option: 'MtlsPki.clients',
        found: 'its trust, temporal-ui, temporal-admin',
        fix: expect.stringMatching(/certificateFiles.*verify --kubectl/),
      },
    ]);
  });

  test('are warned of by name where some are seen', () => {
    const some = findingsWith({ trustFile: 'ca.pem', certificateFiles: { admin: 'admin.pem' } });
    expect(some.map(({ found }) => found)).toEqual(['temporal-ui']);
    expect(findingsWith({ trustFile: 'ca.pem', certificateFiles: { admin: 'admin.pem', ui: 'ui.pem' } })).toEqual([]);
  });
});
