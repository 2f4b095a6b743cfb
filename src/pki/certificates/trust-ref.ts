import { refuse } from '../../core/errors';
import { type Check, instanceOf, listOf, unique } from '../../core/guards';
import { dataKey, subdomainName } from '../../core/names';
import { readOnly } from '../../core/surface/read-only';
import type { TrustModel } from '../model/trust';

/** Keys in which cert-manager and Kubernetes keep private keys: trusting one would mount it. */
const PRIVATE_KEYS = ['tls.key', 'key.der', 'tls-combined.pem'];

const certificateKey: Check<string> = (value, option) => {
  const key = dataKey(value, option);
  if (PRIVATE_KEYS.includes(key)) {
    refuse('INVALID_VALUE', {
      option,
      value: key,
      expected: 'the key of a CA certificate, not that of a private key',
      fix: 'Name the key that holds the certificate, for example "ca.crt".',
    });
  }
  return key;
};

/** A file with a CA certificate, in whatever Kubernetes namespace. */
type TrustedKey = Omit<TrustModel, 'namespace'>;

/** A CA certificate that this library puts into the cluster. */
export interface Placement {
  /** The Kubernetes namespaces into which it is put. */
  readonly namespaces: readonly string[];
  /** The roots that it verifies by, as in `rootsOf`; none where they are unknown. */
  readonly roots: readonly string[];
}

/**
 * Where one CA certificate lies: a key of a Secret or ConfigMap, in the Kubernetes namespace of whoever verifies by it. It
 * is a public certificate. One certificate for one key: Temporal compares only the first one of a file when it reloads.
 *
 * @example
 * const trust = TrustRef.configMap('company-root', 'ca.crt');
 */
export class TrustRef {
  /**
   * A key of a Secret. The Secret may hold a private key beside it: only this key is ever mounted.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`.
   *
   * @param name the Secret's name
   * @param key the key that holds one CA certificate in PEM, for example `ca.crt`
   */
  public static secret(name: string, key: string): TrustRef {
    return TrustRef.named('Secret', name, key, 'TrustRef.secret');
  }

  /**
   * A key of a ConfigMap, for example of the target of a trust-manager Bundle.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`.
   *
   * @param name the ConfigMap's name
   * @param key the key that holds one CA certificate in PEM, for example `ca.crt`
   */
  public static configMap(name: string, key: string): TrustRef {
    return TrustRef.named('ConfigMap', name, key, 'TrustRef.configMap');
  }

  private static named(kind: 'Secret' | 'ConfigMap', name: string, key: string, option: string): TrustRef {
    return new TrustRef({
      kind,
      name: subdomainName(name, `${option} name`),
      key: certificateKey(key, `${option} key`),
    });
  }

  /** @internal */
  public static _of({ kind, name, key }: TrustedKey, placement?: Placement): TrustRef {
    return new TrustRef({ kind, name, key }, placement);
  }

  private constructor(
    private readonly file: TrustedKey,
    /**
     * Absent where a user names the object, which then lies wherever the user says.
     *
     * @internal
     */
    public readonly _placement?: Placement,
  ) {}

  /** `Secret` or `ConfigMap`. */
  public get kind(): string {
    return this.file.kind;
  }

  /** The name of the Secret or ConfigMap. */
  public get name(): string {
    return this.file.name;
  }

  /** The key in it. */
  public get key(): string {
    return this.file.key;
  }

  /** @internal */
  public _in(namespace: string): TrustModel {
    return { ...this.file, namespace };
  }
}

readOnly(TrustRef);

/** A CA certificate. */
export const trustRef: Check<TrustRef> = instanceOf(
  TrustRef,
  'a TrustRef: TrustRef.secret(…) or TrustRef.configMap(…) names a CA certificate',
);

/** CA certificates, each once. */
export const trustRefs: Check<TrustRef[]> = unique(
  listOf(trustRef, 100),
  ({ kind, name, key }) => `${kind} ${name} ${key}`,
);
