import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import {
  type CertificateOptions,
  CertificateOutputFormat,
  certificateOptions,
  PrivateKeyRotation,
} from '../../../src/pki/certificates/certificate-options';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const all: CertificateOptions = {
  revisionHistoryLimit: 3,
  secretTemplate: { labels: { team: 'platform' }, annotations: { 'example.com/owner': 'Ann' } },
  additionalOutputFormats: [CertificateOutputFormat.COMBINED_PEM, CertificateOutputFormat.DER],
  rotationPolicy: PrivateKeyRotation.NEVER,
};
const spec = (certificates: CertificateOptions, name = 'temporal-frontend') =>
  new PkiProgram({ certificates }).spec(`Certificate temporal/${name}`);

describe('how cert-manager keeps certificates', () => {
  test('is as before where the program says nothing', () => {
    const { revisionHistoryLimit, privateKey, ...rest } = spec({});
    expect({ revisionHistoryLimit, privateKey }).toMatchObject({
      revisionHistoryLimit: 1,
      privateKey: { rotationPolicy: 'Always' },
    });
    expect(Object.keys(rest)).not.toEqual(expect.arrayContaining(['secretTemplate']));
    expect(new PkiProgram({ certificates: {} }).objects).toEqual(new PkiProgram().objects);
  });

  test('stands in each certificate: revisions, labels, annotations, forms and keys', () => {
    expect(spec(all)).toMatchObject({
      revisionHistoryLimit: 3,
      secretTemplate: { labels: { team: 'platform' }, annotations: { 'example.com/owner': 'Ann' } },
      additionalOutputFormats: [{ type: 'CombinedPEM' }, { type: 'DER' }],
      privateKey: { rotationPolicy: 'Never' },
    });
  });

  test('P32 leaves the key and the Secret of an authority alone', () => {
    for (const name of ['temporal-internode-root', 'temporal-internode-ca']) {
      const authority = spec({ ...all, rotationPolicy: PrivateKeyRotation.ALWAYS }, name);
      expect(authority).toMatchObject({ revisionHistoryLimit: 3, privateKey: { rotationPolicy: 'Never' } });
      expect(Object.keys(authority)).not.toEqual(expect.arrayContaining(['secretTemplate', 'additionalOutputFormats']));
    }
  });

  test('does not copy a key that nobody uses into further forms', () => {
    expect(spec(all, 'temporal-clients-trust')).not.toHaveProperty('additionalOutputFormats');
  });

  test('is said again of one caller, which replaces what is said of all', () => {
    const program = new PkiProgram({ certificates: all });
    const secretTemplate = { labels: { team: 'payments' } };
    program.pki.addServiceCertificate('worker', { certificate: { secretTemplate, additionalOutputFormats: [] } });
    const worker = program.spec('Certificate temporal/temporal-worker');
    expect(worker).toMatchObject({ revisionHistoryLimit: 3, secretTemplate });
    expect(worker).not.toHaveProperty('additionalOutputFormats');
    expect(program.spec('Certificate temporal/temporal-frontend')).toMatchObject({
      secretTemplate: all.secretTemplate,
    });
  });

  test('is refused where cert-manager does not sign', () => {
    const trust = TrustRef.configMap('corp-ca', 'ca.crt');
    const callers = CertificateAuthority.existingSecrets({ trust });
    const { pki } = new PkiProgram({ clients: callers });
    const refusal = refusalOf(() => pki.addUiCertificate({ certificate: all }));
    expect([refusal.code, refusal.option]).toEqual(['INVALID_VALUE', 'certificate ui']);
  });

  test.each([
    [{ revisionHistoryLimit: 0 }, 'OUT_OF_RANGE'],
    [{ revisionHistoryLimit: -1 }, 'OUT_OF_RANGE'],
    [{ revisionHistoryLimit: 1.5 }, 'OUT_OF_RANGE'],
    [{ revisionHistoryLimit: 1001 }, 'OUT_OF_RANGE'],
    [{ additionalOutputFormats: ['DER', 'DER'] }, 'DUPLICATE_VALUE'],
    [{ additionalOutputFormats: ['PKCS12'] }, 'INVALID_VALUE'],
    [{ rotationPolicy: 'Sometimes' }, 'INVALID_VALUE'],
    [{ secretTemplate: { labels: { 'a b': 'x' } } }, 'INVALID_NAME'],
    [{ secretTemplate: { labels: { 'controller.cert-manager.io/fao': 'false' } } }, 'INVALID_VALUE'],
    [{ secretTemplate: { annotations: { 'cert-manager.io/issuer-name': 'x' } } }, 'INVALID_VALUE'],
    [{ secretTemplate: { name: 'x' } }, 'UNKNOWN_OPTION'],
  ])('P29 is refused with %j', (given, code) => {
    expect(codeOf(() => certificateOptions(given, 'option'))).toBe(code);
  });

  test('lets through the one annotation of its own that cert-manager leaves to the user', () => {
    const secretTemplate = { annotations: { 'cert-manager.io/allow-direct-injection': 'true' } };
    expect(spec({ secretTemplate })).toMatchObject({ secretTemplate });
  });
});
