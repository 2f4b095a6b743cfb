import { Duration, Lazy, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { emit, kubernetesNamespaceOf } from '../core/emit';
import { formatRefusal, refuse } from '../core/errors';
import { duration, instanceOf, oneOf, optional, readOptions, text } from '../core/guards';
import { dataKey, subdomainName } from '../core/names';
import { checkPolicies, SecretCreationPolicy, SecretDeletionPolicy, SecretType } from './external-secret-policies';
import type { ExternalSecretModel, FetchedValueModel, RenderedFileModel, TemplatePartModel } from './model';
import { servedApiVersion } from './operator-version';
import { renderExternalSecret } from './render-external-secret';
import { SecretRef } from './secret-ref';
import { SecretStoreRef } from './secret-store-ref';
import { SecretTemplate } from './secret-template';

/** Options of `ExternalSecretsBinding`. */
export interface ExternalSecretsBindingProps {
  /** Where the values come from. */
  readonly store: SecretStoreRef;
  /**
   * The name of the ExternalSecret and of the Secret that it writes.
   *
   * @default - made from the path of the construct, with a hash
   */
  readonly secretName?: string;
  /**
   * The release of External Secrets in the cluster, as `x.y.z`. It decides the API version: `v1beta1` up to 0.15, `v1` from
   * 0.16.
   *
   * @default - a release that serves `external-secrets.io/v1`
   */
  readonly operatorVersion?: string;
  /**
   * How often the store is read, from 10 seconds to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
  /**
   * Who owns the Secret.
   *
   * @default SecretCreationPolicy.OWNER
   */
  readonly creationPolicy?: SecretCreationPolicy;
  /**
   * What happens to the Secret when the store no longer holds the values.
   *
   * @default SecretDeletionPolicy.RETAIN
   */
  readonly deletionPolicy?: SecretDeletionPolicy;
  /**
   * The type of the Secret.
   *
   * @default SecretType.OPAQUE, or the type that the Secret has where `creationPolicy` is MERGE
   */
  readonly targetType?: SecretType;
}

/** Which binding fetched a value: only that one can render it into a file. */
const fetchedBy = new WeakMap<SecretRef, ExternalSecretsBinding>();

/**
 * A Secret whose values External Secrets fetches from a store, in the Kubernetes namespace of the chart. The program names
 * the values; it never sees them.
 *
 * Throws `WRONG_TYPE`, `UNKNOWN_OPTION`, `MISSING_OPTION`, `INVALID_NAME`, `INVALID_VALUE`, `OUT_OF_RANGE`,
 * `INVALID_SECRET_POLICY`, `UNSERVED_API_VERSION`, `MISSING_NAMESPACE`; at synthesis `EMPTY_LIST` where nothing is fetched.
 * Source: External Secrets API, ExternalSecret.
 */
export class ExternalSecretsBinding extends Construct {
  /** @internal */
  public static _of(ref: SecretRef): ExternalSecretsBinding | undefined {
    return fetchedBy.get(ref);
  }

  /** The name of the ExternalSecret and of the Secret that it writes. */
  public readonly secretName: string;
  /** The Kubernetes namespace of both. */
  public readonly kubernetesNamespace: string;

  private readonly target: Omit<ExternalSecretModel, 'values' | 'files'>;
  private readonly values = new Map<string, FetchedValueModel>();
  private readonly files = new Map<string, RenderedFileModel>();

  constructor(scope: Construct, id: string, props: ExternalSecretsBindingProps) {
    super(scope, id);
    const read = readOptions<ExternalSecretsBindingProps>('ExternalSecretsBinding', props, {
      store: instanceOf(SecretStoreRef, 'a SecretStoreRef'),
      secretName: optional(subdomainName),
      operatorVersion: optional(text('a version')),
      refreshInterval: optional(duration(Duration.seconds(10), Duration.hours(24))),
      creationPolicy: optional(oneOf(Object.values(SecretCreationPolicy), 'a SecretCreationPolicy')),
      deletionPolicy: optional(oneOf(Object.values(SecretDeletionPolicy), 'a SecretDeletionPolicy')),
      targetType: optional(oneOf(Object.values(SecretType), 'a SecretType')),
    });
    const creationPolicy = read.creationPolicy ?? SecretCreationPolicy.OWNER;
    const deletionPolicy = read.deletionPolicy ?? SecretDeletionPolicy.RETAIN;
    checkPolicies('ExternalSecretsBinding.deletionPolicy', creationPolicy, deletionPolicy);

    this.secretName = read.secretName ?? Names.toDnsLabel(this);
    this.kubernetesNamespace = kubernetesNamespaceOf(this);
    this.target = {
      path: this.node.path,
      apiVersion: servedApiVersion(read.operatorVersion ?? '1.0.0', 'ExternalSecretsBinding.operatorVersion'),
      name: this.secretName,
      namespace: this.kubernetesNamespace,
      store: read.store._model,
      refreshIntervalSeconds: (read.refreshInterval ?? Duration.hours(1)).toSeconds(),
      creationPolicy,
      deletionPolicy,
      // The type of a Secret cannot change, so one that exists already keeps its own.
      type: read.targetType ?? (creationPolicy === SecretCreationPolicy.MERGE ? undefined : SecretType.OPAQUE),
    };

    const manifest = renderExternalSecret(this._toModel());
    emit(this, 'ExternalSecret', {
      ...manifest,
      spec: Lazy.any({ produce: () => renderExternalSecret(this._toModel()).spec }),
    });
    this.node.addValidation({ validate: () => this.missingValues() });
  }

  /**
   * Fetches a value from the store into a key of the Secret. The key is also a file as it is, for example `ca.crt`.
   *
   * Throws `INVALID_NAME`, `WRONG_TYPE`, `UNSAFE_TEXT`, `DUPLICATE_SECRET_KEY`.
   *
   * @param key the key in the Secret
   * @param remoteKey the name of the value in the store, for example `temporal/auth`
   * @param property the part of the value, where the store holds maps; the whole value where it is left out
   * @returns the reference to pass to whatever needs the value
   */
  public fetch(key: string, remoteKey: string, property?: string): SecretRef {
    const value: FetchedValueModel = {
      key: this.unusedKey(key, 'ExternalSecretsBinding.fetch.key'),
      remoteKey: text('a name in the store')(remoteKey, 'ExternalSecretsBinding.fetch.remoteKey'),
      property: optional(text('a property of the value'))(property, 'ExternalSecretsBinding.fetch.property'),
    };
    this.values.set(value.key, value);
    const ref = SecretRef._in(this.kubernetesNamespace, this.secretName, value.key);
    fetchedBy.set(ref, this);
    return ref;
  }

  /**
   * Adds a key whose content the operator renders from text and fetched values, for example `temporal.toml`.
   *
   * Throws `INVALID_NAME`, `WRONG_TYPE`, `DUPLICATE_SECRET_KEY`, `FOREIGN_SECRET`.
   *
   * @param key the key in the Secret
   * @param template the content; its values were fetched by this binding
   * @returns the reference to pass to whatever needs the file
   */
  public addFile(key: string, template: SecretTemplate): SecretRef {
    const read = instanceOf(SecretTemplate, 'a SecretTemplate')(template, 'ExternalSecretsBinding.addFile.template');
    const file: RenderedFileModel = {
      key: this.unusedKey(key, 'ExternalSecretsBinding.addFile.key'),
      parts: read._parts.map((part) => this.partModel(part)),
    };
    this.files.set(file.key, file);
    return SecretRef._in(this.kubernetesNamespace, this.secretName, file.key);
  }

  /** @internal */
  public _toModel(): ExternalSecretModel {
    return { ...this.target, values: [...this.values.values()], files: [...this.files.values()] };
  }

  private unusedKey(key: string, option: string): string {
    const read = dataKey(key, option);
    if (this.values.has(read) || this.files.has(read)) {
      refuse('DUPLICATE_SECRET_KEY', {
        option,
        path: this.node.path,
        value: read,
        expected: 'a key that this binding does not write yet',
        fix: 'Choose another key, or use the SecretRef that the first call returned.',
      });
    }
    return read;
  }

  private partModel(part: string | SecretRef): TemplatePartModel {
    if (typeof part === 'string') return { kind: 'literal', text: part };
    if (fetchedBy.get(part) !== this) {
      refuse('FOREIGN_SECRET', {
        option: 'ExternalSecretsBinding.addFile.template',
        path: this.node.path,
        expected: 'values that fetch() of this binding returned',
        fix: `Fetch the value of key "${part.key}" with this binding: the operator renders a template from its own values only.`,
      });
    }
    return { kind: 'quoted', key: part.key };
  }

  private missingValues(): string[] {
    const path = this.node.path;
    if (this.values.size === 0) {
      const fix = 'Call fetch(), or remove the binding: the operator refuses one without values.';
      return [
        formatRefusal('EMPTY_LIST', {
          option: 'ExternalSecretsBinding.fetch',
          path,
          expected: 'at least one value',
          fix,
        }),
      ];
    }
    if (this.target.type !== SecretType.TLS) return [];
    return ['tls.crt', 'tls.key']
      .filter((key) => !this.values.has(key) && !this.files.has(key))
      .map((key) => {
        const expected = 'a value for each key that Kubernetes demands of this type';
        return formatRefusal('MISSING_OPTION', {
          option: `ExternalSecretsBinding.fetch(${key})`,
          path,
          expected,
          fix: `Call fetch('${key}', …).`,
        });
      });
  }
}
