import { ApiObject, Chart } from 'cdk8s';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import { PkiProgram } from '../../support/pki-program';

function object(chart: Chart, kind: string, apiVersion: string, name: string, spec?: object): void {
  new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata: { name }, ...(spec && { spec }) });
}

describe('the writers of a Secret', () => {
  test('are none twice in what is emitted by default', () => {
    expect(new PkiProgram().problems).toEqual([]);
  });

  test.each<readonly [string, string, string, object | undefined]>([
    ['Secret', 'v1', 'temporal-frontend', undefined],
    [
      'Certificate',
      'cert-manager.io/v1',
      'mine',
      { secretName: 'temporal-frontend', commonName: 'x', issuerRef: { name: 'x' } },
    ],
    ['ExternalSecret', 'external-secrets.io/v1', 'temporal-frontend', { target: {} }],
    ['ExternalSecret', 'external-secrets.io/v1beta1', 'mine', { target: { name: 'temporal-frontend' } }],
  ])('P31 K10 are two where a %s (%s, named %s) writes that of a certificate', (kind, apiVersion, name, spec) => {
    const program = new PkiProgram();
    object(program.chart, kind, apiVersion, name, spec);
    expect(program.problems).toEqual([
      expect.stringMatching(/^\[DUPLICATE_OBJECT\] temporal\/.*: Secret temporal-frontend;/),
    ]);
  });

  test('are told apart by namespace, and an ExternalSecret without a target of its own writes none', () => {
    const program = new PkiProgram();
    object(program.elsewhere, 'Secret', 'v1', 'temporal-frontend');
    object(program.chart, 'ExternalSecret', 'external-secrets.io/v1', 'mine', {
      target: { name: 'temporal-frontend', creationPolicy: 'None' },
    });
    object(program.chart, 'Certificate', 'example.com/v1', 'theirs', { secretName: 'temporal-frontend' });
    expect(program.problems).toEqual([]);
  });

  test('P31 are seen once for each pair, however many constructs watch', () => {
    const program = new PkiProgram({ namePrefix: 'one' });
    const second = new Chart(program.app, 'second', { namespace: 'temporal' });
    new MtlsPki(second, 'Pki', { namePrefix: 'two' });
    object(second, 'Secret', 'v1', 'one-internode');
    expect(program.problems).toHaveLength(1);
  });
});
