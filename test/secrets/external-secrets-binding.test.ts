import { Chart, Duration, Testing } from 'cdk8s';
import { SecretCreationPolicy, SecretDeletionPolicy, SecretType } from '../../src/secrets/external-secret-policies';
import { ExternalSecretsBinding } from '../../src/secrets/external-secrets-binding';
import type { ExternalSecretsBindingProps } from '../../src/secrets/external-secrets-props';
import { SECRET_PLACE } from '../../src/secrets/secret-place';
import { SecretRef } from '../../src/secrets/secret-ref';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import { SecretTemplate } from '../../src/secrets/secret-template';
import { codeOf, refusalOf } from '../support/refusal';

const chartIn = (namespace?: string) => new Chart(Testing.app(), 'chart', { namespace });
const STORE = { store: SecretStoreRef.store('vault') };

function bindingWith(props: object = {}, id = 'Auth'): ExternalSecretsBinding {
  return new ExternalSecretsBinding(chartIn('temporal'), id, { ...STORE, ...props } as ExternalSecretsBindingProps);
}

function specOf(binding: ExternalSecretsBinding) {
  if (binding._toModel().values.length === 0) binding.fetch('key', 'remote');
  return Testing.synth(Chart.of(binding))[0].spec;
}

describe('the options of ExternalSecretsBinding', () => {
  test('have safe defaults', () => {
    const spec = specOf(bindingWith());
    expect(spec.refreshInterval).toBe('1h0m0s');
    expect(spec.target).toMatchObject({
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      template: { type: 'Opaque' },
    });
  });

  test('each reach the manifest', () => {
    const binding = bindingWith({
      store: SecretStoreRef.clusterStore('shared'),
      secretName: 'auth',
      operatorVersion: '0.15.0',
      refreshInterval: Duration.minutes(5),
      creationPolicy: SecretCreationPolicy.ORPHAN,
      deletionPolicy: SecretDeletionPolicy.MERGE,
      targetType: SecretType.OPAQUE,
    });
    binding.fetch('key', 'remote');
    expect(Testing.synth(Chart.of(binding))).toMatchObject([
      {
        apiVersion: 'external-secrets.io/v1beta1',
        metadata: { name: 'auth', namespace: 'temporal' },
        spec: {
          refreshInterval: '0h5m0s',
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'shared' },
          target: { name: 'auth', creationPolicy: 'Orphan', deletionPolicy: 'Merge', template: { type: 'Opaque' } },
        },
      },
    ]);
  });

  test('keep the type of a Secret that exists already', () => {
    const spec = specOf(bindingWith({ creationPolicy: SecretCreationPolicy.MERGE }));
    expect(spec.target.template).not.toHaveProperty('type');
  });

  test.each([
    [{ store: undefined }, 'MISSING_OPTION', 'store'],
    [{ store: 'vault' }, 'WRONG_TYPE', 'store'],
    [{ secretName: 'Auth' }, 'INVALID_NAME', 'secretName'],
    [{ operatorVersion: '1.3' }, 'INVALID_VALUE', 'operatorVersion'],
    [{ operatorVersion: '0.8.0' }, 'UNSERVED_API_VERSION', 'operatorVersion'],
    [{ refreshInterval: '1h' }, 'WRONG_TYPE', 'refreshInterval'],
    [{ refreshInterval: Duration.seconds(1) }, 'OUT_OF_RANGE', 'refreshInterval'],
    [{ refreshInterval: Duration.seconds(0) }, 'OUT_OF_RANGE', 'refreshInterval'],
    [{ refreshInterval: Duration.days(365) }, 'OUT_OF_RANGE', 'refreshInterval'],
    [{ creationPolicy: 'Overwrite' }, 'INVALID_VALUE', 'creationPolicy'],
    [{ creationPolicy: 'CreateOrMerge', deletionPolicy: 'Delete' }, 'INVALID_VALUE', 'creationPolicy'],
    [{ creationPolicy: 'Merge', deletionPolicy: 'Delete' }, 'INVALID_SECRET_POLICY', 'deletionPolicy'],
    [{ creationPolicy: 'Orphan', deletionPolicy: 'Delete' }, 'INVALID_SECRET_POLICY', 'deletionPolicy'],
    [{ creationPolicy: 'None', deletionPolicy: 'Merge' }, 'INVALID_SECRET_POLICY', 'deletionPolicy'],
    [{ deletionPolicy: 'retain' }, 'INVALID_VALUE', 'deletionPolicy'],
    [{ targetType: 'kubernetes.io/service-account-token' }, 'INVALID_VALUE', 'targetType'],
    [{ targetType: 'bootstrap.kubernetes.io/token' }, 'INVALID_VALUE', 'targetType'],
    [{ storeRef: 'vault' }, 'UNKNOWN_OPTION', 'storeRef'],
  ])('K06 K10 K11 F02 F03 refuse %j (B66 B146)', (props, code, option) => {
    expect(refusalOf(() => bindingWith(props))).toMatchObject({ code, option: `ExternalSecretsBinding.${option}` });
  });

  test('K17 need a Kubernetes namespace', () => {
    expect(codeOf(() => new ExternalSecretsBinding(chartIn(), 'Auth', STORE))).toBe('MISSING_NAMESPACE');
  });

  test('K09 give two bindings different names, and one binding the same name each time (B142)', () => {
    const chart = chartIn('temporal');
    const names = ['a-b', 'a.b', 'a_b'].map((id) => new ExternalSecretsBinding(chart, id, STORE).secretName);
    expect(new Set(names).size).toBe(3);
    expect(bindingWith({}, 'a-b').secretName).toBe(names[0]);
  });
});

describe('fetch', () => {
  test('returns a reference to the key, in the namespace of the binding', () => {
    const ref = bindingWith({ secretName: 'auth' }).fetch('api-key', 'temporal/auth', 'api_key');
    expect(ref).toMatchObject({ secretName: 'auth', key: 'api-key', kubernetesNamespace: 'temporal' });
  });

  test('adds to the manifest what is fetched after the construction', () => {
    const binding = bindingWith();
    binding.fetch('b', 'remote', 'property');
    binding.fetch('a', 'remote');
    expect(specOf(binding).data).toMatchObject([
      { secretKey: 'a', remoteRef: { key: 'remote' } },
      { secretKey: 'b', remoteRef: { key: 'remote', property: 'property' } },
    ]);
  });

  test('K09 refuses a key twice, also for the same value (B146)', () => {
    const binding = bindingWith();
    binding.fetch('a', 'remote');
    expect(codeOf(() => binding.fetch('a', 'remote'))).toBe('DUPLICATE_SECRET_KEY');
  });

  test.each([
    ['a b', 'remote', undefined, 'INVALID_NAME'],
    ['{{ .x }}', 'remote', undefined, 'UNSAFE_TEXT'],
    ['__proto__', 'remote', undefined, 'UNSAFE_KEY'],
    ['a', '', undefined, 'INVALID_VALUE'],
    ['a', undefined, undefined, 'MISSING_OPTION'],
    ['a', 'b\nc', undefined, 'UNSAFE_TEXT'],
    ['a', '{{ .x }}', undefined, 'UNSAFE_TEXT'],
    ['a', 'remote', '', 'INVALID_VALUE'],
    ['a', 'remote', null, 'WRONG_TYPE'],
    ['a', 'remote', { property: 'a' }, 'WRONG_TYPE'],
  ])('K11 K15 refuses %j, %j, %j and leaves the binding as it was', (key, remoteKey, property, code) => {
    const binding = bindingWith();
    expect(codeOf(() => binding.fetch(key as string, remoteKey as string, property as string))).toBe(code);
    expect(binding._toModel().values).toEqual([]);
  });

  test('fails synthesis where it was never called (B146)', () => {
    expect(() => Testing.synth(Chart.of(bindingWith()))).toThrow(
      /\[EMPTY_LIST\] chart\/Auth: ExternalSecretsBinding\.fetch/,
    );
  });

  test('fails synthesis where a certificate has no key', () => {
    const binding = bindingWith({ targetType: SecretType.TLS });
    binding.fetch('tls.crt', 'remote', 'certificate');
    expect(() => specOf(binding)).toThrow(/\[MISSING_OPTION\].*tls\.key/);
    binding.fetch('tls.key', 'remote', 'key');
    expect(specOf(binding).target.template.type).toBe('kubernetes.io/tls');
  });
});

describe('addFile', () => {
  test('renders text and values inside the cluster', () => {
    const binding = bindingWith();
    const key = binding.fetch('api-key', 'remote');
    const file = binding.addFile(
      'temporal.toml',
      SecretTemplate.concat([SecretTemplate.literal('api_key = '), SecretTemplate.quoted(key)]),
    );
    expect(file).toMatchObject({
      secretName: binding.secretName,
      key: 'temporal.toml',
      kubernetesNamespace: 'temporal',
    });
    const { data, mergePolicy } = specOf(binding).target.template;
    expect(data['temporal.toml']).toMatch(/^api_key = \{\{ with index \. "api-key" \}\}/);
    expect(mergePolicy).toBe('Merge');
  });

  test('refuses a value that another binding fetched, a Secret that exists, and a file', () => {
    const binding = bindingWith();
    const file = binding.addFile('file', SecretTemplate.literal('a'));
    for (const value of [bindingWith().fetch('a', 'remote'), SecretRef.existing('auth', 'a'), file]) {
      expect(codeOf(() => binding.addFile('b', SecretTemplate.quoted(value)))).toBe('FOREIGN_SECRET');
    }
  });

  test('K09 refuses a key that is fetched, and a fetch of a key that is a file', () => {
    const binding = bindingWith();
    binding.fetch('a', 'remote');
    binding.addFile('b', SecretTemplate.literal('a'));
    expect(codeOf(() => binding.addFile('a', SecretTemplate.literal('a')))).toBe('DUPLICATE_SECRET_KEY');
    expect(codeOf(() => binding.fetch('b', 'remote'))).toBe('DUPLICATE_SECRET_KEY');
  });

  test('puts a value into each place of a text, which is asked for when the Secret is written', () => {
    const binding = bindingWith();
    let text = 'too early';
    const use = { option: 'A.key', scope: binding };
    ExternalSecretsBinding._addFileAround(binding.fetch('k', 'remote'), 'file', () => text, use);
    text = `a = ${SECRET_PLACE}\nb = ${SECRET_PLACE}`;
    const value = String.raw`\{\{ with index \. "k" .* \}\}`;
    expect(specOf(binding).target.template.data.file).toMatch(new RegExp(`^a = ${value}\nb = ${value}$`));
  });

  test('F03 refuses a text in place of a template', () => {
    expect(codeOf(() => bindingWith().addFile('a', 'text' as never))).toBe('WRONG_TYPE');
  });
});
