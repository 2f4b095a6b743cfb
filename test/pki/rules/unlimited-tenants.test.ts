import { Severity } from '../../../src/core/findings';
import type { AuthorityModel } from '../../../src/pki/model';
import { unlimitedTenants } from '../../../src/pki/rules/unlimited-tenants';
import { authModel, withTenant } from '../../gen/auth-model';

describe('a tenant', () => {
  const tenant = (parts: Partial<AuthorityModel>) => authModel(withTenant(parts)).pki;
  const option = 'MtlsPki.addTenant(payments).authority';

  test('P23 is warned of where nothing emitted limits what its authority signs', () => {
    const issuer = { kind: 'ClusterIssuer', name: 'company' } as const;
    expect(unlimitedTenants(tenant({ hierarchies: [], issuer }))).toMatchObject([
      { severity: Severity.WARNING, code: 'UNLIMITED_TENANT', option, value: '"company"' },
    ]);
    expect(unlimitedTenants(tenant({ hierarchies: [], issuer: undefined }))).toHaveLength(1);
  });

  test('P23 is not warned of where its intermediate is limited, and neither are those who are no tenants', () => {
    expect(unlimitedTenants(authModel().pki)).toEqual([]);
    const hierarchy = { intermediate: {} } as AuthorityModel['hierarchies'][number];
    expect(unlimitedTenants(tenant({ hierarchies: [hierarchy] }))).toEqual([]);
    expect(unlimitedTenants(tenant({ hierarchies: [], local: {} as AuthorityModel['local'] }))).toEqual([]);
  });
});
