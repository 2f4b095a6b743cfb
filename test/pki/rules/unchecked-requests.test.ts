import { Severity } from '../../../src/core/findings';
import { PURPOSES } from '../../../src/pki/model';
import { uncheckedRequests } from '../../../src/pki/rules/unchecked-requests';
import { authModel, withAuthority } from '../../gen/auth-model';

const decided = (by: 'approver-policy' | 'elsewhere') => ({ ...authModel().pki, requestApproval: { by } });

describe('CertificateRequests that cert-manager approves, every one', () => {
  test('P30 are one warning, which names the issuers, that of the frontend among them, and where they sign', () => {
    const clusterIssuer = { kind: 'ClusterIssuer', name: 'everywhere' };
    const [finding, ...rest] = uncheckedRequests(authModel(withAuthority('clients', { issuer: clusterIssuer })).pki);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      severity: Severity.WARNING,
      code: 'UNCHECKED_REQUESTS',
      option: 'MtlsPki.requestApproval',
      path: 'temporal/Auth/Pki',
    });
    expect(finding.details).toEqual([
      'Issuer temporal-internode of internode in namespace temporal',
      'Issuer temporal-frontend of frontend in namespace temporal',
      'ClusterIssuer everywhere of clients in any namespace',
      'Issuer temporal-database of database in namespace temporal',
    ]);
  });

  test.each(['approver-policy', 'elsewhere'] as const)('P30 are none where %s decides', (by) => {
    expect(uncheckedRequests(decided(by))).toEqual([]);
  });

  test('are none where cert-manager signs nothing', () => {
    const brought = PURPOSES.map((purpose) => withAuthority(purpose, { issuer: undefined }));
    expect(uncheckedRequests(authModel(...brought).pki)).toEqual([]);
  });
});
