import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { PkiProgram } from '../../support/pki-program';

const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
const program = () => {
  const given = new PkiProgram({
    frontend: everywhere,
    clients: everywhere,
    requestApproval: RequestApproval.approverPolicy(),
    certManager: { serviceAccountName: 'cm' },
  });
  given.pki.addUiCertificate();
  given.pki.addServiceCertificate('worker', { scope: given.elsewhere });
  return given;
};

describe('the policies of a program', () => {
  test('P30 are one for each certificate that cert-manager is asked for, authorities included, and no other', () => {
    const { objects } = program();
    const certificates = objects.filter(({ kind }) => kind === 'Certificate');
    const policies = objects.filter(({ kind }) => kind === 'CertificateRequestPolicy');
    expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual(
      certificates.map(({ metadata }) => `${metadata.name}.${metadata.namespace}`).sort(),
    );
    expect(policies.map(({ spec }) => spec.selector)).toEqual(
      certificates.map(({ metadata, spec }) => ({
        issuerRef: spec.issuerRef,
        namespace: { matchNames: [metadata.namespace] },
      })),
    );
  });

  test('P30 stand before their certificates, so that kubectl applies them first', () => {
    const { names } = program();
    for (const name of names.filter((each) => each.startsWith('Certificate '))) {
      const [, namespace, certificate] = /^Certificate (.*)\/(.*)$/.exec(name) ?? [];
      const policy = names.indexOf(`CertificateRequestPolicy /${certificate}.${namespace}`);
      expect(policy).toBeGreaterThanOrEqual(0);
      expect(policy).toBeLessThan(names.indexOf(name));
    }
  });

  test('P30 may be used by cert-manager alone, in each namespace those of its certificates', () => {
    const { objects } = program();
    const roles = objects.filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual(['temporal', 'cert-manager', 'payments']);
    expect(roles[2]).toMatchObject({
      metadata: { name: 'temporal-certificate-requests.temporal' },
      rules: [
        {
          apiGroups: ['policy.cert-manager.io'],
          resources: ['certificaterequestpolicies'],
          verbs: ['use'],
          resourceNames: ['temporal-frontend-trust.payments', 'temporal-worker.payments'],
        },
      ],
    });
    for (const binding of objects.filter(({ kind }) => kind === 'RoleBinding')) {
      expect(binding).toMatchObject({
        subjects: [{ kind: 'ServiceAccount', name: 'cm', namespace: 'cert-manager' }],
      });
    }
  });

  test('are not there unless they are asked for', () => {
    expect(new PkiProgram().names.filter((name) => /Policy|Role/.test(name))).toEqual([]);
  });
});
