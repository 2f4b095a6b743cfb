import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import type { Purpose } from '../../../../src/pki/model/purpose';
import { pkiSettings } from '../../../gen/pki-settings';
import { codeOf } from '../../../support/refusal';

const of = (purpose: Purpose, authority: CertificateAuthority) => authority._of(purpose, pkiSettings());
const corporate = TrustRef.configMap('corp-ca', 'ca.crt');

describe('existing Secrets', () => {
  test('A18 of a listener say by which name it is verified, and those of callers do not', () => {
    const named = CertificateAuthority.existingSecrets({ trust: corporate, serverName: 'temporal.example.com' });
    const unnamed = CertificateAuthority.existingSecrets({ trust: corporate });
    for (const purpose of ['internode', 'frontend'] as const) {
      expect(of(purpose, named).serverName).toBe('temporal.example.com');
      expect(codeOf(() => of(purpose, unnamed))).toBe('MISSING_OPTION');
    }
    const authority = 'ConfigMap corp-ca ca.crt';
    for (const purpose of ['clients', 'database'] as const) {
      expect(of(purpose, unnamed).model).toEqual({
        kind: 'secrets',
        purpose,
        trust: [{ authority, kind: 'ConfigMap', name: 'corp-ca', namespace: 'temporal', key: 'ca.crt' }],
        state: { signer: authority, trusted: [authority] },
        firstState: { signer: authority, trusted: [authority] },
      });
      expect(codeOf(() => of(purpose, named))).toBe('INVALID_VALUE');
    }
  });
});
