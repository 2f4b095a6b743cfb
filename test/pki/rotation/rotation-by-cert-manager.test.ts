import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { SelfSignedOptions } from '../../../src/pki/authorities/self-signed/self-signed-options';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { FrontendTrustBundle } from '../../../src/pki/frontend-trust-bundle';
import type { Purpose } from '../../../src/pki/model/purpose';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import { PkiProgram } from '../../support/pki-program';
import { recordedProgram } from '../../support/recorded-program';
import { refusalOf } from '../../support/refusal';

const { only, introduce, signWith } = AuthorityGeneration;
const PHASES = { 'only(1)': only(1), 'introduce(2)': introduce(2), 'signWith(2)': signWith(2), 'only(2)': only(2) };
type Phase = keyof typeof PHASES;
const EVERY = Object.keys(PHASES) as Phase[];

function inPhase(purpose: Purpose, phase: Phase, options: SelfSignedOptions = {}): PkiProgram {
  return recordedProgram({
    [purpose]: CertificateAuthority.selfSigned({ ...options, generation: PHASES[phase] }),
  });
}

const trusted = ({ pki }: PkiProgram, purpose: Purpose) =>
  pki
    ._toModel()
    .authorities.filter((authority) => authority.purpose === purpose)
    .flatMap(({ trust }) => trust.map(({ name, key }) => `${name} ${key}`));

/** What signs a Certificate. */
const signer = (program: PkiProgram, certificate: string) =>
  (program.spec(`Certificate temporal/${certificate}`).issuerRef as { name: string }).name;

describe('an authority that cert-manager makes, in each phase of its rotation', () => {
  test('P32 has both generations from the step in which the new one is introduced to that in which the old one goes', () => {
    const objects = (suffix: string) => [
      `Issuer temporal/temporal-clients-bootstrap${suffix}`,
      `Certificate temporal/temporal-clients-root${suffix}`,
      `Issuer temporal/temporal-clients-root${suffix}`,
      `Certificate temporal/temporal-clients-ca${suffix}`,
      `Issuer temporal/temporal-clients${suffix}`,
    ];
    const [old, next] = [objects(''), objects('-g2')];
    const emitted = (phase: Phase) =>
      inPhase('clients', phase).names.filter((name) => name.includes('clients') && !name.includes('trust'));
    expect(EVERY.map(emitted)).toEqual([old, [...old, ...next], [...old, ...next], next]);
  });

  test('P32 trusts each generation by a file of its own, whose Certificate that generation signs', () => {
    const files = (phase: Phase) => {
      const program = inPhase('clients', phase);
      return trusted(program, 'clients').map((file) => `${file}: ${signer(program, file.split(' ')[0])}`);
    };
    const old = 'temporal-clients-trust ca.crt: temporal-clients';
    const next = 'temporal-clients-trust-g2 ca.crt: temporal-clients-g2';
    expect(EVERY.map(files)).toEqual([[old], [old, next], [old, next], [next]]);
  });

  test('P32 trusts no certificate of the services themselves while it changes, since that is re-issued in between', () => {
    const own = ['temporal-internode ca.crt'];
    const both = ['temporal-internode-trust ca.crt', 'temporal-internode-trust-g2 ca.crt'];
    expect(EVERY.map((phase) => trusted(inPhase('internode', phase), 'internode'))).toEqual([own, both, both, own]);
  });

  test('P32 has leaves keep their names and Secrets, and another issuer from the third step on', () => {
    const leaf = (phase: Phase) => {
      const program = inPhase('clients', phase);
      const { secretName } = program.pki.addServiceCertificate('worker');
      return `${secretName}: ${signer(program, 'temporal-worker')}`;
    };
    const [old, next] = ['temporal-worker: temporal-clients', 'temporal-worker: temporal-clients-g2'];
    expect(EVERY.map(leaf)).toEqual([old, old, next, next]);
  });

  test('P32 leaves the authorities of the other purposes as they are', () => {
    const others = (phase: Phase) =>
      JSON.stringify(inPhase('clients', phase).objects.filter(({ metadata }) => !metadata.name.includes('clients')));
    expect(new Set(EVERY.map(others)).size).toBe(1);
  });

  test('is in its first generation what a program without a rotation is, to the byte', () => {
    expect(JSON.stringify(inPhase('clients', 'only(1)').objects)).toBe(JSON.stringify(new PkiProgram().objects));
  });

  test('below a shared root is trusted by the intermediates, one file each', () => {
    const root = new SharedRoot({ name: 'company' });
    const [old, next] = ['temporal-clients-ca tls.crt', 'temporal-clients-ca-g2 tls.crt'];
    const files = (phase: Phase) => trusted(inPhase('clients', phase, { root }), 'clients');
    expect(EVERY.map(files)).toEqual([[old], [old, next], [old, next], [next]]);
  });

  test('below another shared root has both roots emitted, once', () => {
    const [root, nextRoot] = ['company', 'company-2'].map((name) => new SharedRoot({ name }));
    const clients = CertificateAuthority.selfSigned({ root, nextRoot, generation: introduce(2) });
    const { names } = recordedProgram({ clients, internode: CertificateAuthority.selfSigned({ root }) });
    expect(names.filter((name) => /^Certificate .*-root$/.test(name))).toEqual([
      'Certificate temporal/temporal-company-root',
      'Certificate temporal/temporal-frontend-root',
      'Certificate temporal/temporal-company-2-root',
    ]);
  });

  test('with the intermediate alone rotated has both issuers below one root, and trusts what it trusted', () => {
    const program = new PkiProgram({
      clients: CertificateAuthority.selfSigned({ intermediateGeneration: signWith(2) }),
    });
    const clients = program.names.filter((name) => /Certificate .*clients/.test(name));
    expect(clients).toEqual([
      'Certificate temporal/temporal-clients-root',
      'Certificate temporal/temporal-clients-ca',
      'Certificate temporal/temporal-clients-ca-i2',
      'Certificate temporal/temporal-clients-trust',
    ]);
    expect(trusted(program, 'clients')).toEqual(trusted(new PkiProgram(), 'clients'));
    program.pki.addUiCertificate();
    expect(signer(program, 'temporal-ui')).toBe('temporal-clients-i2');
  });
});

describe("a caller while the frontend's root is rotated", () => {
  const frontend: SelfSignedOptions = { clusterResourceNamespace: 'cert-manager' };

  test('P32 is refused where its trust lies in two Secrets, with the phase and the ways out', () => {
    for (const phase of ['introduce(2)', 'signWith(2)'] as const) {
      const { pki } = inPhase('frontend', phase, frontend);
      const refusal = refusalOf(() => pki.addUiCertificate());
      expect(refusal).toMatchObject({ code: 'SPLIT_TRUST', option: 'certificate ui frontendTrust' });
      expect(refusal.found).toContain(`AuthorityGeneration.${phase}`);
      expect(refusal.fix).toMatch(/FrontendTrustBundle.*addUiCertificate.*addCommandLineCertificate/);
      expect(refusalOf(() => pki.addPersonCertificate('ann')).code).toBe('SPLIT_TRUST');
      expect(refusalOf(() => pki.frontendTrust).code).toBe('SPLIT_TRUST');
    }
  });

  test('P32 is refused with the file of one of the two given to it', () => {
    const { pki } = inPhase('frontend', 'signWith(2)', frontend);
    for (const name of ['temporal-frontend-trust', 'temporal-frontend-trust-g2']) {
      const frontendTrust = TrustRef.secret(name, 'ca.crt');
      expect(refusalOf(() => pki.addUiCertificate({ frontendTrust })).code).toBe('SPLIT_TRUST');
    }
  });

  test('P32 in another Kubernetes namespace is refused as well', () => {
    const clients = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
    const rotated = CertificateAuthority.selfSigned({ ...frontend, generation: introduce(2) });
    const { pki, elsewhere } = new PkiProgram({ clients, frontend: rotated });
    expect(refusalOf(() => pki.addServiceCertificate('worker', { scope: elsewhere })).code).toBe('SPLIT_TRUST');
  });

  test('P32 reads a Bundle that joins what is trusted in each phase', () => {
    const sources = (phase: Phase) => {
      const program = inPhase('frontend', phase, frontend);
      const { trust } = new FrontendTrustBundle(program.chart, 'Trust', {
        pki: program.pki,
        kubernetesNamespaces: ['temporal'],
      });
      const certificates = [
        program.pki.addUiCertificate({ frontendTrust: trust }),
        program.pki.addPersonCertificate('ann', { frontendTrust: trust }),
      ];
      for (const { frontendTrust } of certificates) expect(frontendTrust?.name).toBe('temporal-frontend-ca.temporal');
      const { sources } = program.spec('Bundle /temporal-frontend-ca.temporal') as {
        sources: { secret: { name: string } }[];
      };
      return sources.map(({ secret }) => secret.name);
    };
    const [old, next] = ['temporal-frontend-root.temporal', 'temporal-frontend-root-g2.temporal'];
    expect(EVERY.map(sources)).toEqual([[old], [old, next], [old, next], [next]]);
  });

  test("has in another Kubernetes namespace the new generation's Secret once that is the only one", () => {
    const options = { clusterResourceNamespace: 'cert-manager' };
    const program = recordedProgram({
      clients: CertificateAuthority.selfSigned(options),
      frontend: CertificateAuthority.selfSigned({ ...options, generation: only(2) }),
    });
    const { frontendTrust } = program.pki.addServiceCertificate('worker', { scope: program.elsewhere });
    expect(frontendTrust?.name).toBe('temporal-frontend-trust-g2');
    expect(program.names).toContain('Certificate payments/temporal-frontend-trust-g2');
  });

  test('below one shared root has one file to read in every phase', () => {
    const root = new SharedRoot({ name: 'company' });
    for (const phase of EVERY) {
      expect(() => inPhase('frontend', phase, { root }).pki.addUiCertificate()).not.toThrow();
    }
  });
});

describe('existing Secrets', () => {
  const [trust, other] = ['one', 'other'].map((name) => TrustRef.configMap(name, 'ca.crt'));

  test('P32 are trusted by several CA certificates while one takes the place of another', () => {
    const clients = CertificateAuthority.existingSecrets({ trust, otherTrust: [other] });
    const { pki } = new PkiProgram({ clients });
    expect(pki.clientsTrust.map(({ name }) => name)).toEqual(['one', 'other']);
  });

  test('are refused with one CA certificate named twice', () => {
    const refusal = refusalOf(() => CertificateAuthority.existingSecrets({ trust, otherTrust: [trust] }));
    expect(refusal).toMatchObject({
      code: 'DUPLICATE_VALUE',
      option: expect.stringContaining('existingSecrets.otherTrust'),
    });
  });
});
