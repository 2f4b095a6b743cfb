import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { PermittedNames } from '../../../src/pki/certificates/name-constraints-options';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const program = (permittedNames: PermittedNames) =>
  new PkiProgram({ clients: CertificateAuthority.selfSigned({ permittedNames }) });

describe('an intermediate that may sign some names alone', () => {
  test('P13 says so in its certificate, critically and of each kind, and its root does not', () => {
    const names = {
      dnsDomains: ['temporal.svc.cluster.local'],
      ipRanges: ['10.0.0.0/8', '2001:db8::/32'],
      emailAddresses: ['example.com'],
      uriDomains: ['cluster.local'],
    };
    const { spec } = { spec: (name: string) => program(names).spec(`Certificate temporal/temporal-clients-${name}`) };
    expect(spec('ca').nameConstraints).toEqual({ critical: true, permitted: names });
    expect(spec('root')).not.toHaveProperty('nameConstraints');
  });

  test('P13 leaves out the kinds that it does not limit', () => {
    const { nameConstraints } = program({ uriDomains: ['cluster.local'] }).spec(
      'Certificate temporal/temporal-clients-ca',
    );
    expect(nameConstraints).toEqual({ critical: true, permitted: { uriDomains: ['cluster.local'] } });
  });

  test('P13 is not asked for a leaf of another name: the error names leaf, name and constraint', () => {
    const permitted = CertificateAuthority.selfSigned({
      permittedNames: { dnsDomains: ['temporal.svc.cluster.local'] },
    });
    const refusal = refusalOf(
      () => new PkiProgram({ frontend: permitted, frontendDnsNames: ['temporal.example.com'] }),
    );
    expect(refusal.code).toBe('NAME_NOT_PERMITTED');
    expect(refusal.option).toBe('certificate temporal-frontend');
    expect(refusal.found).toContain('temporal-frontend');
    expect(refusal.expected).toContain('dnsDomains temporal.svc.cluster.local');
    expect(codeOf(() => program({ uriDomains: ['example.com'] }))).toBe('NAME_NOT_PERMITTED');
  });

  test('takes every leaf that it may sign', () => {
    const { pki } = program({ uriDomains: ['cluster.local'] });
    expect(() => pki.addServiceCertificate('worker')).not.toThrow();
  });

  test.each([
    [{}, 'EMPTY_LIST'],
    [{ dnsDomains: ['*.example.com'] }, 'INVALID_SAN'],
    [{ ipRanges: ['10.0.0.1/8'] }, 'INVALID_SAN'],
  ])('P29 is refused with %j', (names, code) => {
    expect(codeOf(() => CertificateAuthority.selfSigned({ permittedNames: names }))).toBe(code);
  });
});
