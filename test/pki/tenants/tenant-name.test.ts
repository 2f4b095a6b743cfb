import { tenantName, tenantSettings } from '../../../src/pki/tenants/tenant-name';
import { pkiSettings } from '../../gen/pki-settings';
import { codeOf, refusalOf } from '../../support/refusal';

const read = (value: unknown) => tenantName(value, 'MtlsPki.addTenant name');
const settingsOf = (tenant: string) => tenantSettings(tenant, pkiSettings(), 'MtlsPki.addTenant name');

describe('the name of a tenant', () => {
  test.each(['payments', 'team-7', '7', 'x'.repeat(31)])('is %s', (name) => {
    expect(read(name)).toBe(name);
    expect(settingsOf(name).tenant).toBe(name);
  });

  test.each(['', 'Payments', 'a_b', 'a.b', '-a', 'a/b', '../x', 'a b', '*', 7, null])('%j is refused', (name) => {
    expect(codeOf(() => read(name))).toMatch(/^(INVALID_NAME|INVALID_VALUE|WRONG_TYPE|UNSAFE_TEXT)$/);
  });

  test.each(['internode', 'frontend', 'clients', 'database'])('%s is refused: it is a purpose', (name) => {
    expect(codeOf(() => read(name))).toBe('INVALID_VALUE');
  });

  test.each(['svc', 'pod'])("P25 %s is refused: below it lie the cluster's own names", (name) => {
    expect(codeOf(() => read(name))).toBe('INVALID_VALUE');
  });

  test('K16 leaves room for the names that begin with it', () => {
    expect(refusalOf(() => settingsOf('x'.repeat(32)))).toMatchObject({
      code: 'OUT_OF_RANGE',
      option: 'MtlsPki.addTenant name',
      expected: 'a name of at most 31 characters',
    });
  });

  test('is the beginning of its trust domain, and the end of what its objects begin with', () => {
    const { trustDomain, namePrefix, ...rest } = settingsOf('payments');
    expect([trustDomain, namePrefix]).toEqual(['payments.cluster.local', 'temporal-payments']);
    expect(rest).toMatchObject({ namespace: 'temporal', tenant: 'payments', clusterDomain: 'cluster.local' });
  });
});
