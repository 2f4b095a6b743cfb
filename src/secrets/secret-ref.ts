import * as util from 'node:util';
import type { ISecret, Resource } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { holds, NO_TEXT } from '../core/guards';
import { dataKey, namespaceName, subdomainName } from '../core/names';
import { kubernetesNamespaceOf } from '../core/objects/emit';
import { readOnly } from '../core/surface/read-only';

/**
 * A key of a Kubernetes Secret. It says where a value lies and never holds the value: printing it, joining it to a text or
 * putting it into a manifest throws `SECRET_AS_TEXT`.
 *
 * @example
 * const password = SecretRef.existing('postgres-credentials', 'password');
 */
export class SecretRef {
  /**
   * A key of a Secret that exists already, in the Kubernetes namespace of whatever uses it.
   *
   * Throws `INVALID_NAME`.
   *
   * @param secretName the name of the Secret
   * @param key the key in the Secret
   */
  public static existing(secretName: string, key: string): SecretRef {
    const name = subdomainName(secretName, 'SecretRef.existing.secretName');
    return new SecretRef(name, dataKey(key, 'SecretRef.existing.key'));
  }

  /**
   * A key of a Secret of cdk8s-plus-27, in the Kubernetes namespace of the chart that the Secret is in.
   *
   * Throws `WRONG_TYPE`, `INVALID_NAME`, `MISSING_NAMESPACE`, `RESERVED_NAMESPACE`.
   *
   * @param secret a `Secret`, or a reference from `Secret.fromSecretName`
   * @param key the key in the Secret
   */
  public static fromSecret(secret: ISecret, key: string): SecretRef {
    if (!holds(() => Construct.isConstruct(secret) && secret.kind === 'Secret')) {
      refuse('WRONG_TYPE', {
        option: 'SecretRef.fromSecret.secret',
        value: secret,
        secret: true, // it may be the value itself
        expected: 'a Secret of cdk8s-plus-27',
        fix: 'Pass a Secret, or name an existing one with SecretRef.existing().',
      });
    }
    return new SecretRef(
      subdomainName(secret.name, 'SecretRef.fromSecret.secret.name'),
      dataKey(key, 'SecretRef.fromSecret.key'),
      namespaceOf(secret),
    );
  }

  /** @internal */
  public static _in(kubernetesNamespace: string, secretName: string, key: string): SecretRef {
    return new SecretRef(secretName, key, kubernetesNamespace);
  }

  private constructor(
    private readonly name: string,
    private readonly keyInIt: string,
    private readonly namespace?: string,
  ) {}

  /** The name of the Secret. */
  public get secretName(): string {
    return this.name;
  }

  /** The key in the Secret. */
  public get key(): string {
    return this.keyInIt;
  }

  /**
   * The Kubernetes namespace of the Secret.
   *
   * @default - that of whatever uses it
   */
  public get kubernetesNamespace(): string | undefined {
    return this.namespace;
  }
}

readOnly(SecretRef);

/** A Secret that the program makes has metadata, whose namespace may differ from its chart's; a reference has none. */
function namespaceOf(secret: ISecret): string {
  const own = (secret as Partial<Resource>).metadata?.namespace;
  return own === undefined
    ? kubernetesNamespaceOf(secret)
    : namespaceName(own, 'SecretRef.fromSecret.secret.namespace');
}

/**
 * The methods by which JavaScript, JSON and cdk8s make text or plain data of an object. They are defined here, because jsii would
 * offer methods of the class to other languages.
 */
const TEXT_METHODS = ['toString', 'toJSON', 'valueOf', Symbol.toPrimitive, 'resolve'];

for (const name of TEXT_METHODS) {
  Object.defineProperty(SecretRef.prototype, name, {
    value: () =>
      refuse('SECRET_AS_TEXT', {
        option: 'SecretRef',
        expected: 'a reference that is passed on as it is',
        fix: 'Pass the SecretRef to an option that takes one; its value exists only in the cluster.',
      }),
  });
}

Object.defineProperty(SecretRef.prototype, NO_TEXT, { value: true });
Object.defineProperty(SecretRef.prototype, util.inspect.custom, { value: () => 'SecretRef(<redacted>)' });
