import type { AuthorityModel } from '../../src/pki/model/authority';
import type { Purpose } from '../../src/pki/model/purpose';
import { authModel, withAuthority, withTenant } from '../gen/auth-model';
import { onePurposePerListener } from './trust';

const trustOf = (purpose: Purpose) => {
  const authority = authModel().pki.authorities.find((candidate) => candidate.purpose === purpose);
  return { trust: authority?.trust ?? [] };
};

describe('what opens one listener', () => {
  test('opens no other in a valid program', () => {
    expect(onePurposePerListener(authModel())).toEqual([]);
  });

  test.each<[Purpose, Purpose]>([
    ['internode', 'clients'],
    ['internode', 'database'],
    ['clients', 'database'],
  ])('P22 %s and %s that trust one CA are an error', (one, other) => {
    const [{ name }] = trustOf(one).trust;
    expect(onePurposePerListener(authModel(withAuthority(other, trustOf(one))))).toMatchObject([
      { option: `MtlsPki.${other}`, value: `Secret temporal/${name} ca.crt` },
    ]);
  });

  test('P22 one CA in common among several is enough', () => {
    const both = { trust: [...trustOf('clients').trust, ...trustOf('internode').trust] };
    expect(onePurposePerListener(authModel(withAuthority('clients', both)))).toHaveLength(1);
  });

  test('another key, kind, name or namespace is another CA', () => {
    const [internode] = trustOf('internode').trust;
    for (const change of [{ key: 'tls.crt' }, { kind: 'ConfigMap' as const }, { name: 'x' }, { namespace: 'x' }]) {
      expect(
        onePurposePerListener(authModel(withAuthority('clients', { trust: [{ ...internode, ...change }] }))),
      ).toEqual([]);
    }
  });

  test('the frontend may show what another purpose trusts: it lets nobody in by it', () => {
    expect(onePurposePerListener(authModel(withAuthority('frontend', trustOf('clients'))))).toEqual([]);
  });
});

describe('a tenant', () => {
  const tenant = (parts: Partial<AuthorityModel>) => authModel(withTenant(parts));
  const option = 'MtlsPki.addTenant(payments).authority';

  test('P22 that trusts what the other callers are verified by is an error', () => {
    expect(onePurposePerListener(tenant({}))).toEqual([]);
    expect(onePurposePerListener(tenant(trustOf('clients')))).toMatchObject([
      { option, expected: 'another CA than that of clients' },
    ]);
  });
});
