import type { RequestApprovalModel } from '../model/pki';

/**
 * Who decides about CertificateRequests. cert-manager by itself approves every one, so whoever may create Certificates or
 * CertificateRequests where an issuer signs may have a certificate with any name in it.
 *
 * @example
 * new MtlsPki(chart, 'Pki', { namePrefix: 'orders', requestApproval: RequestApproval.approverPolicy() });
 */
export class RequestApproval {
  /**
   * approver-policy decides: a CertificateRequestPolicy is emitted for each certificate of the program, which allows what the
   * certificate holds and nothing else, and leave for cert-manager to use it. approver-policy must be installed, and cert-manager's
   * own approver be off: `--controllers=*,-certificaterequests-approver`.
   *
   * Source: policy.cert-manager.io/v1alpha1, CertificateRequestPolicy.
   */
  public static approverPolicy(): RequestApproval {
    return new RequestApproval({ by: 'approver-policy' });
  }

  /** @internal */
  public readonly _model: RequestApprovalModel;

  private constructor(model: RequestApprovalModel) {
    this._model = model;
  }
}
