import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { Declarations, declared } from '../core/derived';
import { inConstruct, refuse } from '../core/errors';
import { instanceOf, optional, text } from '../core/guards';
import { dataKey } from '../core/names';
import { emit, kubernetesNamespaceOf } from '../core/objects/emit';
import { validateOnce } from '../core/objects/validate-once';
import { errorOf, type Problem } from '../core/problem';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { SecretType } from './external-secret-policies';
import { type ExternalSecretsBindingProps, readBindingProps } from './external-secrets-props';
import type { BoundSecretModel, ExternalSecretModel, FetchedValueModel, TemplatePartModel } from './model';
import { renderExternalSecret } from './render-external-secret';
import { secretKeyIn } from './secret-key-in';
import { SecretRef } from './secret-ref';
import { SecretTemplate } from './secret-template';

/** The Secrets of each App that bindings describe. */
export const BOUND_SECRETS = new Declarations<BoundSecretModel>();

/** What each binding of an App lacks. */
const LACKS = new Declarations<readonly Problem[]>();

function lackingBindings(app: Construct): Problem[] {
  return LACKS.of(app).flat();
}

/** Who has a file rendered around a value. */
interface FileUse {
  readonly option: string;
  /** In the chart of the pods that read it. */
  readonly scope: Construct;
}

/** The binding that fetched a value: only that one can render it into a file. */
const fetchedBy = new WeakMap<SecretRef, ExternalSecretsBinding>();

/**
 * A Secret whose values External Secrets fetches from a store, in the Kubernetes namespace of the chart. The program names
 * the values; it never sees them.
 *
 * Throws `WRONG_TYPE`, `UNKNOWN_OPTION`, `MISSING_OPTION`, `INVALID_NAME`, `INVALID_VALUE`, `OUT_OF_RANGE`,
 * `INVALID_SECRET_POLICY`, `UNSERVED_API_VERSION`, `MISSING_NAMESPACE`; at synthesis `EMPTY_LIST` where nothing is fetched.
 * Source: External Secrets API, ExternalSecret.
 *
 * @example
 * const billing = new ExternalSecretsBinding(chart, 'Billing', {
 *   store: SecretStoreRef.store('vault'),
 *   secretName: 'billing-secrets',
 * });
 * const apiKey = billing.fetch('api-key', 'temporal/api-keys', 'billing');
 */
export class ExternalSecretsBinding extends Construct {
  /**
   * Has the operator write a file in which a value stands in each `SECRET_PLACE` of a text, which is asked for when it is written.
   * Throws `SECRET_ELSEWHERE`, `FOREIGN_SECRET`, `DUPLICATE_SECRET_KEY`.
   *
   * @internal
   */
  public static _addFileAround(value: SecretRef, key: string, text: () => string, use: FileUse): void {
    const { option, scope } = use;
    secretKeyIn(kubernetesNamespaceOf(scope), value, option);
    const binding = fetchedBy.get(value);
    if (binding === undefined) {
      refuse('FOREIGN_SECRET', {
        option,
        path: scope.node.path,
        expected: 'a value that an ExternalSecretsBinding fetched',
        fix: 'Fetch it with one: the operator renders the whole file that is to hold it, so that it never passes through the program.',
      });
    }
    requireSameApp(scope, binding, option);
    const file = binding.unusedKey(key, 'ExternalSecretsBinding.addFile.key');
    binding.files.set(file, () => SecretTemplate._around(value, text())._parts.map((part) => binding.partModel(part)));
  }

  private readonly target: Omit<ExternalSecretModel, 'values' | 'files'>;
  private readonly values = new Map<string, FetchedValueModel>();
  private readonly files = new Map<string, () => readonly TemplatePartModel[]>();

  constructor(scope: Construct, id: string, props: ExternalSecretsBindingProps) {
    super(scope, id);
    const options = inConstruct(this, () => readBindingProps(props));
    const name = options.name ?? Names.toDnsLabel(this);
    this.target = { ...options, name, namespace: kubernetesNamespaceOf(this) };
    emit(this, 'ExternalSecret', {
      ...renderExternalSecret(this._toModel()),
      spec: () => renderExternalSecret(this._toModel()).spec,
    });
    BOUND_SECRETS.add(this, () => this.boundSecret());
    LACKS.add(this, () => this.missingValues());
    validateOnce(this, lackingBindings);
  }

  /** The name of the ExternalSecret and of the Secret that it writes. */
  public get secretName(): string {
    return this.target.name;
  }

  /** The Kubernetes namespace of both. */
  public get kubernetesNamespace(): string {
    return this.target.namespace;
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
    declared(this);
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
    const parts = read._parts.map((part) => this.partModel(part));
    const file = this.unusedKey(key, 'ExternalSecretsBinding.addFile.key');
    this.files.set(file, () => parts);
    declared(this);
    return SecretRef._in(this.kubernetesNamespace, this.secretName, file);
  }

  /** @internal */
  public _toModel(): ExternalSecretModel {
    const files = [...this.files].map(([key, parts]) => ({ key, parts: parts() }));
    return { ...this.target, values: [...this.values.values()], files };
  }

  private boundSecret(): BoundSecretModel {
    const { name, namespace, store, creationPolicy } = this.target;
    return {
      path: this.node.path,
      name,
      namespace,
      store,
      creationPolicy,
      values: [...this.values.values()],
      keys: [...this.values.keys(), ...this.files.keys()],
    };
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

  private missingValues(): Problem[] {
    const { path } = this.node;
    const option = 'ExternalSecretsBinding.fetch';
    if (this.values.size === 0) {
      const fix = 'Call fetch(), or remove the binding: the operator refuses one without values.';
      return [errorOf('EMPTY_LIST', { option, path, expected: 'at least one value', fix })];
    }
    if (this.target.type !== SecretType.TLS) return [];
    const expected = 'a value for each key that Kubernetes demands of this type';
    return ['tls.crt', 'tls.key']
      .filter((key) => !this.values.has(key) && !this.files.has(key))
      .map((key) =>
        errorOf('MISSING_OPTION', { option: `${option}(${key})`, path, expected, fix: `Call fetch('${key}', …).` }),
      );
  }
}

readOnly(ExternalSecretsBinding);
