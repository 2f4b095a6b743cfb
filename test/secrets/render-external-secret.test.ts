import type { ExternalSecretModel } from '../../src/secrets/model';
import { renderExternalSecret } from '../../src/secrets/render-external-secret';

const MODEL: ExternalSecretModel = {
  apiVersion: 'external-secrets.io/v1',
  name: 'auth',
  namespace: 'temporal',
  store: { kind: 'SecretStore', name: 'vault' },
  refreshIntervalSeconds: 3600,
  creationPolicy: 'Owner',
  deletionPolicy: 'Retain',
  type: 'Opaque',
  values: [{ key: 'api-key', remoteKey: 'temporal/auth', property: 'api_key' }],
  files: [],
};

interface Spec {
  readonly data: readonly { readonly secretKey: string; readonly remoteRef: Readonly<Record<string, string>> }[];
  readonly target: { readonly template: { readonly data?: Readonly<Record<string, string>>; readonly type?: string } };
}
const specOf = (change: Partial<ExternalSecretModel> = {}) =>
  renderExternalSecret({ ...MODEL, ...change }).spec as Spec;

describe('an ExternalSecret', () => {
  test('says everything that the operator would otherwise fill in', () => {
    expect(renderExternalSecret(MODEL)).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'auth', namespace: 'temporal' },
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: 'SecretStore', name: 'vault' },
        target: {
          name: 'auth',
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: { type: 'Opaque', engineVersion: 'v2', mergePolicy: 'Merge' },
        },
        data: [
          {
            secretKey: 'api-key',
            remoteRef: {
              key: 'temporal/auth',
              property: 'api_key',
              conversionStrategy: 'Default',
              decodingStrategy: 'None',
              metadataPolicy: 'None',
            },
          },
        ],
      },
    });
  });

  test('leaves out the property where the whole value is fetched', () => {
    const [{ remoteRef }] = specOf({ values: [{ key: 'a', remoteKey: 'b' }] }).data;
    expect(remoteRef).not.toHaveProperty('property');
  });

  test('leaves the type alone where the Secret exists already', () => {
    expect(specOf({ type: undefined }).target.template).not.toHaveProperty('type');
  });

  test('F06 lists values and files by key, whatever order they were declared in', () => {
    const values = ['b', 'A', 'a'].map((key) => ({ key, remoteKey: 'x' }));
    const files = ['z', 'y'].map((key) => ({ key, parts: [] }));
    const spec = specOf({ values, files });
    expect(spec.data.map(({ secretKey }) => secretKey)).toEqual(['A', 'a', 'b']);
    expect(Object.keys(spec.target.template.data ?? {})).toEqual(['y', 'z']);
  });

  // The external-secrets v0.16.2 template engine was run over this very template with 511 values: quotes, backslashes, line
  // breaks, every control character, template marks, broken UTF-8. A TOML parser read each of them back.
  test('K11 renders a value as one double-quoted string, and stops where it is missing or empty', () => {
    const parts = [
      { kind: 'literal', text: 'api_key = ' },
      { kind: 'quoted', key: 'api-key' },
      { kind: 'literal', text: '\n' },
    ] as const;
    expect(specOf({ files: [{ key: 'temporal.toml', parts }] }).target.template.data).toEqual({
      'temporal.toml':
        'api_key = {{ with index . "api-key" }}{{ . | toJson | replace "\\u007f" "\\\\u007f" }}{{ else }}{{ fail "api-key is missing or empty" }}{{ end }}\n',
    });
  });
});
