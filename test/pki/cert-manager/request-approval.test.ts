import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';

test('approver-policy may decide about CertificateRequests', () => {
  expect(RequestApproval.approverPolicy()._model).toEqual({ by: 'approver-policy' });
});
