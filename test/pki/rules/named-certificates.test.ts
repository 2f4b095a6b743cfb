import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { namedCertificates } from '../../../src/pki/rules/named-certificates';
import { PkiProgram } from '../../support/pki-program';

const provided = (name: string) =>
  CertificateAuthority.existingSecrets({
    trust: TrustRef.secret(`${name}-ca`, 'ca.crt'),
    secretNames: { [name]: `of-${name}` },
  });

function problemsOf(name: string) {
  const program = new PkiProgram({ clients: provided(name) });
  program.pki.addPersonCertificate('ann');
  program.pki.addTenant('payments', { authority: provided(`${name}s`) }).addPersonCertificate('anns');
  return namedCertificates.check(program.pki._evidence());
}

describe('a Secret that is named for a certificate', () => {
  test('is of one that the program asks for, each tenant for itself', () => {
    expect(problemsOf('ann')).toEqual([]);
  });

  test('is refused with the nearest name where nobody asks for it', () => {
    expect(problemsOf('anne')).toMatchObject([
      {
        code: 'UNKNOWN_OPTION',
        path: 'temporal/Pki',
        option: 'MtlsPki.clients.secretNames.anne',
        fix: expect.stringContaining('"ann"'),
      },
      { option: 'MtlsPki.addTenant(payments).authority.secretNames.annes', fix: expect.stringContaining('"anns"') },
    ]);
  });
});
