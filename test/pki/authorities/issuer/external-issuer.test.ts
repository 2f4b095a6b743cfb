import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import type { ExternalIssuerOptions } from '../../../../src/pki/authorities/issuer/external-issuer';
import { IssuerTrust } from '../../../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../../../src/pki/certificates/trust-ref';
import { PkiProgram } from '../../../support/pki-program';
import { codeOf, refusalOf } from '../../../support/refusal';

const trust = IssuerTrust.caCertificate(TrustRef.configMap('corp-ca', 'ca.crt'));
const step: ExternalIssuerOptions = { group: 'certmanager.step.sm', kind: 'StepIssuer', name: 'corp', trust };
const external = (changes: Partial<ExternalIssuerOptions> = {}) =>
  CertificateAuthority.externalIssuer({ ...step, ...changes });

describe('an external issuer', () => {
  test('is what the certificates of its purpose refer to, by group, kind and name', () => {
    const program = new PkiProgram({ clients: external() });
    program.pki.addUiCertificate();
    expect(program.spec('Certificate temporal/temporal-ui').issuerRef).toEqual({
      group: 'certmanager.step.sm',
      kind: 'StepIssuer',
      name: 'corp',
    });
    expect(program.names.filter((name) => name.includes('temporal-clients'))).toEqual([]);
  });

  test("P30 that is namespaced signs in the Temporal server's namespace alone", () => {
    const { pki, elsewhere } = new PkiProgram({ clients: external() });
    const refusal = refusalOf(() => pki.addServiceCertificate('worker', { scope: elsewhere }));
    expect(refusal.code).toBe('ISSUER_ELSEWHERE');
    expect(refusal.expected).toContain('StepIssuer corp');
  });

  test('that is cluster-scoped signs everywhere, and brings the root of the frontend there where it is dedicated', () => {
    const program = new PkiProgram({
      clients: external({ kind: 'StepClusterIssuer', clusterScoped: true }),
      frontend: external({ name: 'front', clusterScoped: true, trust: IssuerTrust.dedicatedRoot() }),
    });
    program.pki.addServiceCertificate('worker', { scope: program.elsewhere });
    expect(program.names).toEqual(
      expect.arrayContaining(['Certificate payments/temporal-worker', 'Certificate payments/temporal-frontend-trust']),
    );
  });

  test('P22 of one name is another issuer where group or kind differ, and the same where they do not', () => {
    const own = (key: string) => IssuerTrust.caCertificate(TrustRef.configMap('corp-ca', key));
    const clients = external({ trust: own('clients.crt') });
    for (const internode of [
      external({ trust: own('internode.crt'), group: 'awspca.cert-manager.io' }),
      external({ trust: own('internode.crt'), kind: 'StepClusterIssuer' }),
      CertificateAuthority.issuer('corp', { trust: own('internode.crt') }),
    ]) {
      expect(() => new PkiProgram({ internode, clients })).not.toThrow();
    }
    const refusal = refusalOf(() => new PkiProgram({ internode: external({ trust: own('internode.crt') }), clients }));
    expect(refusal.code).toBe('SHARED_ISSUER');
    expect(refusal.found).toContain('StepIssuer.certmanager.step.sm corp');
  });

  test('P22 for callers is refused as long as nothing says what its root signs', () => {
    expect(codeOf(() => new PkiProgram({ clients: external({ trust: undefined }) }))).toBe('UNPROVEN_TRUST');
  });

  test.each([
    [{ group: 'cert-manager.io' }, 'INVALID_VALUE'],
    [{ group: 'apps' }, 'INVALID_VALUE'],
    [{ group: 'Step.SM' }, 'INVALID_NAME'],
    [{ group: undefined }, 'MISSING_OPTION'],
    [{ kind: '' }, 'INVALID_VALUE'],
    [{ kind: 'Step Issuer' }, 'INVALID_VALUE'],
    [{ kind: '1Issuer' }, 'INVALID_VALUE'],
    [{ kind: 'I'.repeat(64) }, 'OUT_OF_RANGE'],
    [{ name: 'corp_ca' }, 'INVALID_NAME'],
    [{ name: '' }, 'INVALID_VALUE'],
    [{ clusterScoped: 'no' }, 'WRONG_TYPE'],
    [{ trust: {} }, 'WRONG_TYPE'],
  ])('P29 is refused with %j', (changes, code) => {
    expect(codeOf(() => external(changes as never))).toBe(code);
  });
});
