import { CERTIFICATE_ROLES, rolesOf, usagesOf } from '../../../src/pki/model/certificate-role';
import { PURPOSES } from '../../../src/pki/model/purpose';

const ecdsa = { algorithm: 'ECDSA', size: 256 } as const;
const rsa = { algorithm: 'RSA', size: 2048 } as const;

describe('the usages of a certificate', () => {
  test.each([
    ['internode', ['digital signature', 'server auth', 'client auth']],
    ['frontend', ['digital signature', 'server auth']],
    ['ui', ['digital signature', 'client auth']],
    ['command-line', ['digital signature', 'client auth']],
    ['person', ['digital signature', 'client auth']],
    ['service', ['digital signature', 'client auth']],
    ['database-client', ['digital signature', 'client auth']],
  ] as const)('P11 A19 of %s are exactly %j', (role, usages) => {
    expect(usagesOf(role, ecdsa)).toEqual(usages);
  });

  test('P11 of one that only carries a root open nothing in TLS', () => {
    expect(usagesOf('trust', ecdsa)).toEqual(['digital signature', 'timestamping']);
  });

  test('hold key encipherment for RSA keys of servers alone', () => {
    expect(usagesOf('frontend', rsa)).toEqual(['digital signature', 'key encipherment', 'server auth']);
    expect(usagesOf('internode', rsa)).toContain('key encipherment');
    expect(usagesOf('frontend', ecdsa)).not.toContain('key encipherment');
    expect(usagesOf('service', rsa)).toEqual(['digital signature', 'client auth']);
    expect(usagesOf('trust', rsa)).not.toContain('key encipherment');
  });

  test('P12 never let a leaf sign certificates', () => {
    for (const role of PURPOSES.flatMap(rolesOf)) {
      expect(usagesOf(role, rsa).filter((usage) => /cert sign|crl sign|any|signing/.test(usage))).toEqual([]);
    }
  });
});

describe('the purpose of a certificate', () => {
  test('P22 that serves is never that of one that calls', () => {
    expect(CERTIFICATE_ROLES.frontend.purpose).toBe('frontend');
    expect(CERTIFICATE_ROLES.internode.purpose).toBe('internode');
    expect(rolesOf('clients')).toEqual(['ui', 'command-line', 'person', 'service', 'trust']);
    expect(rolesOf('database')).toEqual(['database-client', 'trust']);
  });
});
