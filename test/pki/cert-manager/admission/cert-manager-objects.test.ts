import { ApiObject, App, Chart } from 'cdk8s';
import { validateOnce } from '../../../../src/core/objects/validate-once';
import {
  refusedByCertManager,
  refusedByWebhook,
} from '../../../../src/pki/cert-manager/admission/cert-manager-objects';
import { ACCEPTED, CERTIFICATE, REFUSED } from '../../../gen/refused-by-cert-manager';
import { PkiProgram } from '../../../support/pki-program';

const refused = (kind: string, spec: unknown) => refusedByCertManager({ kind, name: 'mine', path: 'chart/Mine' }, spec);
const fieldOf = ({ option }: { readonly option: string }) => option.split(' ')[2];

describe('what cert-manager refuses', () => {
  test.each(ACCEPTED)('P29 P31 is not $what', ({ kind, spec }) => {
    expect(refused(kind, spec)).toEqual([]);
  });

  test.each(REFUSED)('P29 P31 is refused at synthesis: $kind with $what', ({ kind, spec, field }) => {
    const problems = refused(kind, spec);
    expect(problems.map(fieldOf)).toContain(field);
    expect(JSON.stringify(problems)).not.toContain('planted');
  });

  test('P29 is a field of another type, whatever field and type', () => {
    const spec = { ...CERTIFICATE, dnsNames: 'a', duration: 90, usages: [1], issuerRef: [], privateKey: 'RSA' };
    expect(refused('Certificate', spec).map(fieldOf)).toEqual(
      expect.arrayContaining(['spec.dnsNames', 'spec.duration', 'spec.usages[0]', 'spec.issuerRef', 'spec.privateKey']),
    );
    for (const nothing of [undefined, null, 'text', []]) {
      expect(refused('Certificate', nothing).length).toBeGreaterThan(1);
    }
  });

  test('is nothing of other kinds', () => {
    expect(refused('CertificateRequest', {})).toEqual([]);
    expect(refused('constructor', {})).toEqual([]);
  });
});

describe('the objects of a program', () => {
  const issuer = (program: PkiProgram, spec: object, apiVersion = 'cert-manager.io/v1') =>
    new ApiObject(program.chart, 'Mine', { apiVersion, kind: 'ClusterIssuer', spec } as never);

  test('P29 are refused where cert-manager would, whoever made them, by path and field', () => {
    const program = new PkiProgram();
    issuer(program, { vault: { server: '', path: 'pki/sign/x', auth: {} } });
    const [server, auth, ...rest] = program.problems;
    expect(rest).toEqual([]);
    expect(server).toMatch(/^\[REFUSED_BY_CERT_MANAGER\] temporal\/Mine: ClusterIssuer \S+ spec\.vault\.server/);
    expect(auth).toContain('spec.vault.auth');
    expect(() => program.app.synth()).toThrow('REFUSED_BY_CERT_MANAGER');
  });

  test('that MtlsPki makes are none of these', () => {
    expect(new PkiProgram().problems).toEqual([]);
  });

  test('of other groups are not checked', () => {
    const program = new PkiProgram();
    issuer(program, {}, 'example.test/v1');
    expect(program.problems).toEqual([]);
  });

  test('are checked once, and not where they cannot be rendered', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    validateOnce(chart, refusedByWebhook);
    validateOnce(chart, refusedByWebhook);
    new ApiObject(chart, 'Bad', { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', spec: {} } as never);
    const broken = new ApiObject(chart, 'Broken', { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' });
    broken.toJson = () => {
      throw new Error('broken');
    };
    expect(app.node.validate()).toHaveLength(1);
  });
});
