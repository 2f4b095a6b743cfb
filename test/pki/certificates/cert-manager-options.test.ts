import { certManagerOptions } from '../../../src/pki/certificates/cert-manager-options';
import { PkiProgram } from '../../support/pki-program';
import { codeOf } from '../../support/refusal';

describe('where cert-manager runs', () => {
  test('is a namespace and a ServiceAccount', () => {
    const given = { kubernetesNamespace: 'security', serviceAccountName: 'cm' };
    expect(certManagerOptions(given, 'option')).toEqual(given);
    expect(() => new PkiProgram({ certManager: given })).not.toThrow();
  });

  test.each([
    [{ kubernetesNamespace: 'kube-system' }, 'RESERVED_NAMESPACE'],
    [{ kubernetesNamespace: 'a.b' }, 'INVALID_NAME'],
    [{ serviceAccountName: 'default:a' }, 'INVALID_NAME'],
    [{ namespace: 'cert-manager' }, 'UNKNOWN_OPTION'],
  ])('is refused with %j', (given, code) => {
    expect(codeOf(() => new PkiProgram({ certManager: given as never }))).toBe(code);
  });
});
