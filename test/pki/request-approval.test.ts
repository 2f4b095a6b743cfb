import { CertificateAuthority } from '../../src/pki/certificate-authority';
import { RequestApproval } from '../../src/pki/request-approval';
import { TrustRef } from '../../src/pki/trust-ref';
import { PkiProgram } from '../support/pki-program';
import { codeOf } from '../support/refusal';

describe('who decides about CertificateRequests', () => {
  test('is approver-policy, or something that the program names', () => {
    expect(RequestApproval.approverPolicy()._model).toEqual({ by: 'approver-policy' });
    expect(RequestApproval.elsewhere('an admission policy')._model).toEqual({
      by: 'elsewhere',
      reason: 'an admission policy',
    });
  });

  test('is said with a reason', () => {
    expect(codeOf(() => RequestApproval.elsewhere(''))).toBe('INVALID_VALUE');
    expect(codeOf(() => RequestApproval.elsewhere(undefined as never))).toBe('MISSING_OPTION');
  });

  test('is not asked where cert-manager signs nothing', () => {
    const trust = (key: string) => TrustRef.configMap('corp-ca', key);
    const listener = (key: string) =>
      CertificateAuthority.existingSecrets({ trust: trust(key), serverName: 'a.example.com' });
    const brought = {
      internode: listener('internode'),
      frontend: listener('frontend'),
      clients: CertificateAuthority.existingSecrets({ trust: trust('clients') }),
    };
    const requestApproval = RequestApproval.approverPolicy();
    expect(codeOf(() => new PkiProgram({ ...brought, requestApproval }))).toBe('INVALID_VALUE');
  });

  test('emits nothing where it is decided elsewhere', () => {
    const requestApproval = RequestApproval.elsewhere('an admission policy');
    expect(new PkiProgram({ requestApproval }).objects).toEqual(new PkiProgram().objects);
  });
});
