import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { PkiProgram } from '../../support/pki-program';
import { codeOf } from '../../support/refusal';

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

  test('emits nothing where it is decided elsewhere', () => {
    const requestApproval = RequestApproval.elsewhere('an admission policy');
    expect(new PkiProgram({ requestApproval }).objects).toEqual(new PkiProgram().objects);
  });
});
