import { Severity } from '../../src/core/findings';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import type { AuthorityModel } from '../../src/pki/model/authority';
import type { Purpose } from '../../src/pki/model/purpose';
import { onePurposePerListener, provenTrust } from '../../src/rules/trust';
import { authModel, withAuthority, withTenant } from '../gen/auth-model';
import { facts } from '../support/findings';

const ADMITTING: Purpose[] = ['internode', 'clients', 'database'];
const error = (code: string, purpose: Purpose, value = '') => ({
  severity: Severity.ERROR,
  code,
  path: 'temporal/Auth/Pki',
  option: `MtlsPki.${purpose}`,
  value,
});
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
    expect(facts(onePurposePerListener(authModel(withAuthority(other, trustOf(one)))))).toEqual([
      error('SHARED_ISSUER', other, `"Secret temporal/${name} ca.crt"`),
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

describe('what a root behind an issuer signs', () => {
  test('nothing is found where each trust is known to cover one purpose', () => {
    expect(provenTrust(authModel())).toEqual([]);
  });

  test.each(ADMITTING)('is an error where nothing says so for %s, which lets in whatever it signs', (purpose) => {
    expect(facts(provenTrust(authModel(withAuthority(purpose, { trustProven: false }))))).toEqual([
      error('UNPROVEN_TRUST', purpose, `"temporal-${purpose}"`),
    ]);
  });

  test('does not matter for the frontend, whose callers verify a name as well', () => {
    expect(provenTrust(authModel(withAuthority('frontend', { trustProven: false })))).toEqual([]);
  });

  test('is told by factories that exist', () => {
    const [{ fix }] = provenTrust(authModel(withAuthority('clients', { trustProven: false })));
    const named = [...fix.matchAll(/IssuerTrust\.(\w+)/g)].map(([, factory]) => factory);
    expect(named.length).toBeGreaterThan(0);
    expect(Object.getOwnPropertyNames(IssuerTrust)).toEqual(expect.arrayContaining(named));
  });
});

describe('a tenant', () => {
  const tenant = (parts: Partial<AuthorityModel>) => authModel(withTenant(parts));
  const option = 'MtlsPki.addTenant(payments).authority';

  test('P22 that trusts what the other callers are verified by is an error', () => {
    expect(onePurposePerListener(tenant({}))).toEqual([]);
    expect(onePurposePerListener(tenant(trustOf('clients')))).toMatchObject([
      { code: 'SHARED_ISSUER', option, expected: 'another CA than that of clients' },
    ]);
  });
});
