import { Severity } from '../../../src/core/problem';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { uncheckedRequests } from '../../../src/pki/rules/unchecked-requests';
import { PkiProgram } from '../../support/pki-program';

const findingsWith = (props?: MtlsPkiProps) => uncheckedRequests.check(new PkiProgram(props).pki._evidence());
const trust = (name: string) => TrustRef.secret(name, 'ca.crt');

describe('CertificateRequests that cert-manager approves, every one', () => {
  test('P30 are one warning, which names the issuers, that of the frontend among them, and where they sign', () => {
    const clients = CertificateAuthority.clusterIssuer('everywhere', { trust: IssuerTrust.caCertificate(trust('ca')) });
    const [finding, ...rest] = findingsWith({ clients });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      severity: Severity.WARNING,
      code: 'UNCHECKED_REQUESTS',
      option: 'MtlsPki.requestApproval',
      path: 'temporal/Pki',
    });
    expect(finding.details).toEqual([
      'Issuer temporal-internode of internode in namespace temporal',
      'Issuer temporal-frontend of frontend in namespace temporal',
      'ClusterIssuer everywhere of clients in any namespace',
    ]);
  });

  test('P30 are none where approver-policy decides', () => {
    expect(findingsWith({ requestApproval: RequestApproval.approverPolicy() })).toEqual([]);
  });

  test('are none where cert-manager signs nothing', () => {
    const brought = (name: string, serverName?: string) =>
      CertificateAuthority.existingSecrets({ trust: trust(name), serverName });
    const props = {
      internode: brought('internode-ca', 'internode.test'),
      frontend: brought('frontend-ca', 'frontend.test'),
      clients: brought('clients-ca'),
    };
    expect(findingsWith(props)).toEqual([]);
  });
});
