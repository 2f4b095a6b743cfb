import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { requireBeside } from '../../src/stack/secrets-beside';
import { PkiProgram } from '../support/pki-program';
import { refusalOf } from '../support/refusal';

describe('the Secrets of a server', () => {
  test('are refused in another namespace than the server’s pods, which mount them', () => {
    const program = new PkiProgram();
    expect(refusalOf(() => requireBeside(program.pki, 'other'))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: 'TemporalAuthStack.pki',
      path: 'temporal/Pki',
      found: expect.stringContaining('temporal'),
    });
  });

  test.each([
    ['the UI', 'addUiCertificate'],
    ['the command line', 'addCommandLineCertificate'],
  ] as const)('are refused where the program put that of %s into another namespace than its pods', (_, add) => {
    const clients = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
    const program = new PkiProgram({ clients, frontend: clients });
    program.pki[add]({ scope: program.elsewhere });
    expect(refusalOf(() => requireBeside(program.pki, 'temporal'))).toMatchObject({
      code: 'SECRET_ELSEWHERE',
      option: `MtlsPki.${add}.scope`,
      path: 'temporal/Pki',
      found: expect.stringContaining('payments'),
    });
  });
});
